with satellites as (

    select * from {{ ref('int_starlink__satellites') }}
    where launch_key is not null

),

launches as (

    select * from {{ ref('stg_spacex__launches') }}

),

counted as (

    select
        launch_key,
        min(launch_id) as launch_id,
        min(launched_on) as launched_on,
        min(version) as version,
        count(*)::integer as satellites,
        (count(*) filter (where is_in_orbit))::integer as satellites_in_orbit,
        (count(*) filter (where not is_in_orbit))::integer
            as satellites_decayed
    from satellites
    group by launch_key

)

select
    counted.launch_key,
    counted.launch_id,
    launches.launch_name,
    counted.launched_on,
    counted.version,
    counted.satellites,
    counted.satellites_in_orbit,
    counted.satellites_decayed,
    {{ transformation_updated_at() }} as transformation_updated_at
from counted
left join launches on counted.launch_id = launches.launch_id
