with capsules as (

    select * from {{ ref('stg_spacex__capsules') }}

)

select
    capsule_id,
    serial,
    capsule_type,
    status,
    coalesce(cardinality(launch_ids), 0) as launches,
    reuse_count::integer as reuse_count,
    water_landings::integer as water_landings,
    land_landings::integer as land_landings,
    last_update,
    {{ transformation_updated_at() }} as transformation_updated_at
from capsules
