with roadster as (

    select * from {{ ref('stg_spacex__roadster') }}

)

select
    roadster_id,
    roadster_name,
    norad_id,
    launched_at,
    launch_mass_kg,
    orbit_type,
    apoapsis_au,
    periapsis_au,
    period_days,
    speed_kph,
    earth_distance_km,
    mars_distance_km,
    details,
    {{ transformation_updated_at() }} as transformation_updated_at
from roadster
