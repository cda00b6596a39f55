with launches as (

    select * from {{ ref('fct_launches_flown') }}

)

select
    launch_year,
    coalesce(rocket_name, 'unknown') as rocket_name,
    coalesce(launchpad_name, 'unknown') as launchpad_name,
    bool_and(is_complete_year) as is_complete_year,
    count(*)::integer as launches,
    (count(*) filter (where launch_id is null))::integer
        as launches_not_in_api,
    (count(*) filter (where outcome = 'success'))::integer as successes,
    (count(*) filter (where outcome = 'failure'))::integer as failures,
    round(
        (count(*) filter (where outcome = 'success'))::numeric
        / nullif(count(*) filter (where outcome in ('success', 'failure')), 0),
        3
    ) as success_rate,
    {{ transformation_updated_at() }} as transformation_updated_at
from launches
group by 1, 2, 3
