-- Payload and launch, as the launches list them: a payload's own link names one
-- launch only, and may name one that is gone.
with launches as (

    select * from {{ ref('stg_spacex__launches') }}

),

payloads as (

    select * from {{ ref('stg_spacex__payloads') }}

),

carried as (

    select
        launches.launch_id,
        launches.launched_at,
        launches.launched_on,
        listed.payload_id
    from launches
    cross join unnest(launches.payload_ids) as listed (payload_id)

)

select
    carried.payload_id,
    carried.launch_id,
    carried.launched_at,
    carried.launched_on,
    payloads.mass_kg,
    row_number() over (
        partition by carried.payload_id
        order by carried.launched_at, carried.launch_id
    ) as flight_of_payload
from carried
inner join payloads on carried.payload_id = payloads.payload_id
