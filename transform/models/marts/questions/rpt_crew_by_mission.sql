with missions as (

    select * from {{ ref('fct_crew_missions') }}

)

select
    launch_id,
    launch_name,
    launched_on,
    count(*)::integer as crew,
    count(distinct agency)::integer as agencies,
    string_agg(crew_member_name, ', ' order by crew_member_name) as names,
    {{ transformation_updated_at() }} as transformation_updated_at
from missions
group by launch_id, launch_name, launched_on
