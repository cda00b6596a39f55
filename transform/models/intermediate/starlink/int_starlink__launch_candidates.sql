-- Launches of the API that satellites may have flown on: all without a Dragon
-- on top. "Upcoming" says little, it is set late: a launch that satellites link
-- to has flown.
with launches as (

    select * from {{ ref('stg_spacex__launches') }}

),

payloads as (

    select * from {{ ref('stg_spacex__payloads') }}

),

dragon_flights as (

    select distinct launches.launch_id
    from launches
    cross join unnest(launches.payload_ids) as carried (payload_id)
    inner join payloads on carried.payload_id = payloads.payload_id
    where payloads.payload_type like '%Dragon%'

),

candidates as (

    select
        launch_id,
        launch_name,
        launched_on,
        is_upcoming,
        count(*) over (partition by launched_on, is_upcoming)
            as launches_that_day
    from launches
    where not exists (
        select 1 from dragon_flights
        where dragon_flights.launch_id = launches.launch_id
    )

)

select * from candidates
