with payloads as (

    select * from {{ ref('stg_spacex__payloads') }}

),

first_flights as (

    select * from {{ ref('int_payloads__flown') }}
    where flight_of_payload = 1

),

launches as (

    select * from {{ ref('stg_spacex__launches') }}

)

select
    payloads.payload_id,
    payloads.payload_name,
    payloads.payload_type,
    launches.launch_id,
    case
        when first_flights.launch_id is not null then 'listed_by_launch'
        when launches.launch_id is not null then 'named_by_payload'
        else 'none'
    end as launch_rule,
    launches.launched_on,
    payloads.customers,
    payloads.nationalities,
    payloads.manufacturers,
    payloads.mass_kg,
    payloads.orbit,
    payloads.regime,
    payloads.lifespan_years,
    payloads.is_reused,
    payloads.capsule_id,
    coalesce(cardinality(payloads.norad_ids), 0) as catalogued_objects,
    {{ transformation_updated_at() }} as transformation_updated_at
from payloads
left join first_flights on payloads.payload_id = first_flights.payload_id
left join launches
    on coalesce(first_flights.launch_id, payloads.launch_id)
    = launches.launch_id
