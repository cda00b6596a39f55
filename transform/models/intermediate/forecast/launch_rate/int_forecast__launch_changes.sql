-- How each vehicle's flights a year and satellites a flight changed over a year,
-- at each of the last 24 months: the changes that a future's trends are drawn
-- from. A change of the size that is not known (nothing flew a year earlier) is
-- the mean of those that are.
with months as (

    select
        *,
        deployed_in_year::float8 / nullif(flights_in_year, 0) as flight_size
    from {{ ref('int_forecast__launch_months') }}

),

changes as (

    select
        *,
        flights_in_year - lead(flights_in_year, 12) over back as flights_change,
        flight_size - lead(flight_size, 12) over back as size_change
    from months
    window back as (
        partition by series, origin_date, vehicle order by months_back
    )

)

select
    series,
    origin_date,
    vehicle,
    months_back + 1 as change_no,
    flights_change::float8 as flights_change,
    coalesce(size_change, avg(size_change) over vehicle, 0) as size_change
from changes
where months_back < 24
window vehicle as (partition by series, origin_date, vehicle)
