with payloads as (

    select * from {{ ref('stg_spacex__payloads') }}

),

attributed as (

    select * from {{ ref('int_payloads__attributed') }}

)

select
    payloads.payload_id,
    payloads.payload_name,
    payloads.payload_type,
    attributed.launch_id,
    attributed.launch_rule,
    attributed.launched_on,
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
inner join attributed on payloads.payload_id = attributed.payload_id
