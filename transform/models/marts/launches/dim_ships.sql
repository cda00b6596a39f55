with ships as (

    select * from {{ ref('stg_spacex__ships') }}

)

select
    ship_id,
    ship_name,
    ship_type,
    roles,
    is_active,
    home_port,
    imo_number,
    mmsi_number,
    mass_kg,
    year_built::integer as year_built,
    coalesce(cardinality(launch_ids), 0) as launches,
    {{ transformation_updated_at() }} as transformation_updated_at
from ships
