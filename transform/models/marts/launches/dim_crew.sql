with crew as (

    select * from {{ ref('stg_spacex__crew') }}

)

select
    crew_member_id,
    crew_member_name,
    agency,
    status,
    coalesce(cardinality(launch_ids), 0) as launches,
    wikipedia_url,
    image_url,
    {{ transformation_updated_at() }} as transformation_updated_at
from crew
