-- Each vehicle's flights a year and satellites a flight at the origin. A rate of
-- twelve months is that of half a year ago: half a year of the mean change
-- carries it to the origin. Sizes are of satellites deployed, times the share of
-- all deployed that was ever catalogued, since only those are counted.
with months as (

    select * from {{ ref('int_forecast__launch_months') }}
    where months_back = 0 and flights_in_year > 0

),

noise as (

    select
        series,
        origin_date,
        vehicle,
        stddev_pop(deployed) as monthly_deviation
    from {{ ref('int_forecast__launch_months') }}
    where months_back < 12
    group by series, origin_date, vehicle

),

changes as (

    select
        series,
        origin_date,
        vehicle,
        avg(flights_change) as flights_trend,
        avg(size_change) as size_trend
    from {{ ref('int_forecast__launch_changes') }}
    group by series, origin_date, vehicle

),

shares as (

    select
        origins.series,
        origins.origin_date,
        sum(launches.catalogued)::float8 / nullif(sum(launches.deployed), 0)
            as catalogued_share
    from {{ ref('int_forecast__origins') }} as origins
    inner join {{ ref('int_forecast__known_launches') }} as launches
        on origins.series = launches.series
        and origins.origin_date - {{ var('catalogue_lag_days') }}
        >= launches.launched_on
    group by origins.series, origins.origin_date

)

select
    months.series,
    months.origin_date,
    months.vehicle,
    months.flights_in_year,
    months.deployed_in_year,
    coalesce(shares.catalogued_share, 1) as catalogued_share,
    changes.flights_trend,
    changes.size_trend,
    greatest(months.flights_in_year + changes.flights_trend / 2, 0)
        as flights_a_year,
    greatest(
        months.deployed_in_year::float8 / months.flights_in_year
        + changes.size_trend / 2, 1
    ) as flight_size,
    noise.monthly_deviation::float8 as monthly_deviation
from months
inner join noise using (series, origin_date, vehicle)
inner join changes using (series, origin_date, vehicle)
left join shares using (series, origin_date)
