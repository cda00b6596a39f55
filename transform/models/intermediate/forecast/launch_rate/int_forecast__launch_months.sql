-- Flights and satellites of each vehicle in the months before an origin, and in
-- the twelve months that end with each: months_back 0 is the last. A window that
-- begins before the first flight is as it is: nothing flew.

with origins as (

    select * from {{ ref('int_forecast__origins') }}

),

launches as (

    select * from {{ ref('int_forecast__known_launches') }}

),

flown as (

    select
        origins.series,
        origins.origin_date,
        launches.vehicle,
        {{ months_before('launches.launched_on', 'origins.origin_date') }}
            as months_back,
        count(*) as flights,
        sum(launches.deployed) as deployed
    from origins
    inner join launches
        on origins.series = launches.series
        and origins.origin_date >= launches.launched_on
    group by 1, 2, 3, 4

),

spine as (

    select vehicles.*, months_back
    from (select distinct series, origin_date, vehicle from flown) as vehicles
    cross join generate_series(0, 46) as months (months_back)

)

select
    spine.series,
    spine.origin_date,
    spine.vehicle,
    spine.months_back,
    coalesce(flown.flights, 0)::integer as flights,
    coalesce(flown.deployed, 0)::integer as deployed,
    (sum(coalesce(flown.flights, 0)) over year)::integer as flights_in_year,
    (sum(coalesce(flown.deployed, 0)) over year)::integer as deployed_in_year
from spine
left join flown
    on spine.series = flown.series
    and spine.origin_date = flown.origin_date
    and spine.vehicle = flown.vehicle
    and spine.months_back = flown.months_back
window year as (
    partition by spine.series, spine.origin_date, spine.vehicle
    order by spine.months_back rows between current row and 11 following
)
