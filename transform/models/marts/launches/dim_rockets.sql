with rockets as (

    select * from {{ ref('stg_spacex__rockets') }}

)

select
    rocket_id,
    rocket_name,
    is_active,
    first_flight_on,
    stages::integer as stages,
    boosters::integer as boosters,
    engine_count,
    engine_type,
    engine_version,
    cost_per_launch_usd,
    height_m,
    diameter_m,
    mass_kg,
    country,
    company,
    {{ transformation_updated_at() }} as transformation_updated_at
from rockets
