with satellites as (

    select * from {{ ref('int_starlink__satellites') }}

)

select
    satellite_id,
    norad_id,
    object_name,
    object_id,
    version,
    launch_id,
    api_launch_id,
    launch_key,
    launch_rule,
    launched_on,
    decayed_on,
    is_in_orbit,
    decayed_on - launched_on as days_in_orbit,
    height_km,
    inclination_deg,
    catalogued_at,
    {{ transformation_updated_at() }} as transformation_updated_at
from satellites
