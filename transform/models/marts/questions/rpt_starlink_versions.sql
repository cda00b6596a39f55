with launches as (

    select * from {{ ref('fct_starlink_launches') }}

)

select
    version,
    min(launched_on) as first_launched_on,
    max(launched_on) as last_launched_on,
    count(*)::integer as launches,
    sum(satellites)::integer as satellites,
    min(satellites) as fewest_per_launch,
    max(satellites) as most_per_launch,
    round(avg(satellites), 1) as mean_per_launch,
    sum(satellites_in_orbit)::integer as satellites_in_orbit,
    {{ transformation_updated_at() }} as transformation_updated_at
from launches
group by version
