-- In orbit at each origin of the back-test, and before it.
{{ config(materialized='table') }}

with origins as (

    select * from {{ ref('int_starlink__forecast_origins') }}
    where series = 'catalogue'

),

histories as (

    select * from {{ ref('int_starlink__histories') }}
    where series = 'catalogue'

)

select
    origins.origin_date,
    origins.months_known,
    origins.in_orbit,
    origins.ttm_satellites,
    (array_agg(histories.in_orbit order by histories.month_end))[1]
        as first_in_orbit,
    coalesce(max(histories.in_orbit) filter (
        where histories.month_end
            = (origins.origin_date + 1 - interval '12 months')::date - 1
    ), 0) as in_orbit_a_year_before,
    coalesce(max(histories.in_orbit) filter (
        where histories.month_end
            = (origins.origin_date + 1 - interval '24 months')::date - 1
    ), 0) as in_orbit_two_years_before
from origins
inner join histories on origins.origin_date >= histories.month_end
group by
    origins.origin_date,
    origins.months_known,
    origins.in_orbit,
    origins.ttm_satellites
