with dragons as (

    select * from {{ ref('stg_spacex__dragons') }}

)

select
    dragon_id,
    dragon_name,
    dragon_type,
    is_active,
    first_flight_on,
    crew_capacity::integer as crew_capacity,
    orbit_duration_years,
    dry_mass_kg,
    launch_payload_mass_kg,
    return_payload_mass_kg,
    diameter_m,
    height_with_trunk_m,
    heat_shield_material,
    wikipedia_url,
    description,
    {{ transformation_updated_at() }} as transformation_updated_at
from dragons
