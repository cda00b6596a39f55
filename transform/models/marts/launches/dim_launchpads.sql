with launchpads as (

    select * from {{ ref('stg_spacex__launchpads') }}

),

launches as (

    select
        launchpad_id,
        count(*)::integer as launches,
        (count(*) filter (where is_success))::integer as successes
    from {{ ref('int_launches__with_outcome') }}
    where has_flown
    group by launchpad_id

)

select
    launchpads.launchpad_id,
    launchpads.launchpad_name,
    launchpads.full_name,
    launchpads.status,
    launchpads.locality,
    launchpads.region,
    launchpads.timezone,
    launchpads.latitude,
    launchpads.longitude,
    coalesce(launches.launches, 0) as launches,
    coalesce(launches.successes, 0) as successes,
    {{ transformation_updated_at() }} as transformation_updated_at
from launchpads
left join launches on launchpads.launchpad_id = launches.launchpad_id
