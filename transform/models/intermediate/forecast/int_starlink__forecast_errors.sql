-- How the simulation's back-test came out. `miss_80` and `miss_95` are the
-- error in half-widths of the interval, on the side where the truth lay: 1 is
-- the interval's edge.
{{ config(materialized='table') }}

with quantiles as (

    select * from {{ ref('int_starlink__forecast_quantiles') }}
    where series = 'catalogue' and months_ahead in (6, 12, 24, 36)

),

histories as (

    select * from {{ ref('int_starlink__histories') }}
    where series = 'catalogue'

)

select
    quantiles.*,
    histories.in_orbit as actual,
    abs(histories.in_orbit - q50) / nullif(
        case when histories.in_orbit > q50 then q90 - q50 else q50 - q10 end, 0
    ) as miss_80,
    abs(histories.in_orbit - q50) / nullif(
        case when histories.in_orbit > q50 then q975 - q50 else q50 - q025 end,
        0
    ) as miss_95
from quantiles
inner join histories on quantiles.month_end = histories.month_end
