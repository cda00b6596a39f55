-- One row per year; what is neither success nor failure is unknown.
select
    launch_year,
    bool_and(is_complete_year) as is_complete_year,
    sum(launches)::bigint as launches,
    sum(successes)::bigint as successes,
    sum(failures)::bigint as failures,
    sum(launches - successes - failures)::bigint as unknown,
    sum(successes)::numeric / nullif(sum(successes + failures), 0)
        as success_rate
from rpt_launches_by_year
group by launch_year
order by launch_year
