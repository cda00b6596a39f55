-- One row per rocket and launch pad.
select
    rocket_name,
    launchpad_name,
    min(launch_year) as first_year,
    max(launch_year) as last_year,
    sum(launches)::bigint as launches,
    sum(successes)::bigint as successes,
    sum(failures)::bigint as failures,
    sum(successes)::numeric / nullif(sum(successes + failures), 0)
        as success_rate
from rpt_launches_by_year
group by rocket_name, launchpad_name
order by launches desc, rocket_name, launchpad_name
