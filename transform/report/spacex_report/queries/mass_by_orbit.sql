-- One row per year and orbit, the heaviest orbit first.
select
    launch_year,
    orbit,
    sum(payloads)::bigint as payloads,
    sum(payloads_of_known_mass)::bigint as payloads_of_known_mass,
    sum(mass_kg) as mass_kg
from rpt_payload_mass_by_year
group by launch_year, orbit
order by
    sum(sum(mass_kg)) over (partition by orbit) desc nulls last,
    orbit,
    launch_year
