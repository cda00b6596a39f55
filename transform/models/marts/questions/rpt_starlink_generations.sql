with launches as (

    select * from {{ ref('fct_starlink_launches') }}

)

select
    generation,
    min(launched_on) as first_launched_on,
    max(launched_on) as last_launched_on,
    count(*)::integer as launches,
    (count(*) filter (where is_after_as_of))::integer
        as launches_after_as_of,
    sum(satellites_deployed)::integer as satellites_deployed,
    min(satellites_deployed) as fewest_per_launch,
    max(satellites_deployed) as most_per_launch,
    round(avg(satellites_deployed), 1) as mean_per_launch,
    sum(satellites_catalogued)::integer as satellites_catalogued,
    sum(satellites_in_orbit + satellites_awaiting_catalogue)::integer
        as satellites_in_orbit,
    sum(satellites_decayed)::integer as satellites_decayed,
    {{ transformation_updated_at() }} as transformation_updated_at
from launches
group by generation
