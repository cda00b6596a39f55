with launches as (

    select * from {{ ref('int_starlink__launches') }}

),

api_launches as (

    select * from {{ ref('stg_spacex__launches') }}

)

select
    launches.launch_key,
    launches.launch_id,
    coalesce(api_launches.launch_name, launches.mission) as launch_name,
    launches.launched_at,
    launches.launched_on,
    launches.vehicle,
    launches.vehicle_name,
    launches.flight,
    launches.pad,
    launches.launch_group,
    launches.generation,
    launches.generation_rule,
    launches.generation as version,
    launches.is_in_launch_log,
    launches.has_reached_orbit,
    launches.is_after_as_of,
    launches.deployed as satellites_deployed,
    launches.catalogued as satellites_catalogued,
    launches.awaiting_catalogue as satellites_awaiting_catalogue,
    launches.catalogued as satellites,
    launches.in_orbit as satellites_in_orbit,
    launches.decayed as satellites_decayed,
    launches.direct_to_cell as satellites_direct_to_cell,
    (row_number() over by_day)::integer as launch_number,
    (sum(launches.deployed) over by_day)::integer as deployed_to_date,
    (sum(launches.catalogued) over by_day)::integer as catalogued_to_date,
    {{ transformation_updated_at() }} as transformation_updated_at
from launches
left join api_launches on launches.launch_id = api_launches.launch_id
window by_day as (
    order by launches.launched_on, launches.launched_at, launches.launch_key
)
