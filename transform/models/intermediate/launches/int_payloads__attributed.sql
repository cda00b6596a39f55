-- Each payload with the first launch that lists it, else the one it names.
with payloads as (

    select * from {{ ref('stg_spacex__payloads') }}

),

first_flights as (

    select * from {{ ref('int_payloads__on_launches') }}
    where flight_of_payload = 1

),

launches as (

    select * from {{ ref('stg_spacex__launches') }}

)

select
    payloads.payload_id,
    payloads.mass_kg,
    launches.launch_id,
    launches.launched_on,
    case
        when first_flights.launch_id is not null then 'listed_by_launch'
        when launches.launch_id is not null then 'named_by_payload'
        else 'none'
    end as launch_rule
from payloads
left join first_flights on payloads.payload_id = first_flights.payload_id
left join launches
    on coalesce(first_flights.launch_id, payloads.launch_id)
    = launches.launch_id
