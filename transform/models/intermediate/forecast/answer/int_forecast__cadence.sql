-- Launches of the last 3, 6 and 12 months, by vehicle and all together: up to the
-- date of the data, and up to that of the launch log where it is newer.
with launches as (

    select * from {{ ref('int_starlink__launches') }}
    where generation <> 'prototype'

),

as_of as (

    select as_of_date, launch_log_as_of_date
    from {{ ref('int_starlink__as_of') }}

),

dates as (

    select as_of_date as until_date
    from as_of
    where as_of_date is not null

    union

    select launch_log_as_of_date
    from as_of
    where launch_log_as_of_date > as_of_date

),

vehicles as (

    select distinct vehicle from launches

    union all

    select 'all' as vehicle

)

select
    dates.until_date,
    windows.months,
    vehicles.vehicle,
    count(launches.launch_key)::integer as launches,
    coalesce(sum(launches.deployed), 0)::integer as satellites
from dates
cross join (values (3), (6), (12)) as windows (months)
cross join vehicles
left join launches
    on vehicles.vehicle in (launches.vehicle, 'all')
    and launches.launched_on <= dates.until_date
    and launches.launched_on > (
        dates.until_date + 1 - make_interval(months => windows.months)
    )::date - 1
group by dates.until_date, windows.months, vehicles.vehicle
