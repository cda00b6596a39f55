with launches as (

    select * from {{ ref('int_launches__with_outcome') }}

),

crew as (

    select * from {{ ref('stg_spacex__crew') }}

),

missions as (

    select
        launches.launch_id,
        launches.launch_name,
        launches.launched_on,
        launches.has_flown,
        member ->> 'crew' as crew_member_id,
        member ->> 'role' as role
    from launches
    cross join unnest(launches.crew) as members (member)
    where member ->> 'crew' is not null

)

select
    missions.launch_id,
    missions.crew_member_id,
    missions.launch_name,
    missions.launched_on,
    missions.has_flown,
    crew.crew_member_name,
    crew.agency,
    missions.role,
    (count(*) over (partition by missions.launch_id))::integer
        as crew_on_mission,
    {{ transformation_updated_at() }} as transformation_updated_at
from missions
left join crew on missions.crew_member_id = crew.crew_member_id
