-- One row per year.
select
    launch_year,
    sum(core_flights)::bigint as core_flights,
    sum(reused_core_flights)::bigint as reused_core_flights,
    sum(landing_attempts)::bigint as landing_attempts,
    sum(landings)::bigint as landings
from rpt_core_landings_by_year
group by launch_year
order by launch_year
