with satellites as (

    select * from {{ ref('int_starlink__satellites') }}

)

select
    satellite_key,
    satellite_id,
    norad_id,
    object_name,
    object_id,
    generation,
    generation_rule,
    generation as version,
    api_version,
    is_direct_to_cell,
    launch_id,
    api_launch_id,
    launch_key,
    launch_rule,
    launched_on,
    decayed_on,
    decay_source,
    is_in_orbit,
    decayed_on - launched_on as days_in_orbit,
    entry_source,
    operational_status_code,
    height_km,
    apogee_km,
    perigee_km,
    inclination_deg,
    catalogued_at,
    {{ transformation_updated_at() }} as transformation_updated_at
from satellites
