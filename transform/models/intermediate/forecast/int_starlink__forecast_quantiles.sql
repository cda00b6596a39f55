-- The simulated futures of each origin and horizon as quantiles.
{{ config(materialized='table') }}

with path_months as (

    select * from {{ ref('int_starlink__path_months') }}

),

aggregated as (

    select
        series,
        origin_date,
        months_ahead,
        percentile_cont(
            array[0.025, 0.10, 0.25, 0.50, 0.75, 0.90, 0.975]::float8[]
        ) within group (order by in_orbit) as quantiles
    from path_months
    group by series, origin_date, months_ahead

)

select
    series,
    origin_date,
    months_ahead,
    (origin_date + 1 + make_interval(months => months_ahead))::date - 1
        as month_end,
    quantiles[1] as q025,
    quantiles[2] as q10,
    quantiles[3] as q25,
    quantiles[4] as q50,
    quantiles[5] as q75,
    quantiles[6] as q90,
    quantiles[7] as q975
from aggregated
