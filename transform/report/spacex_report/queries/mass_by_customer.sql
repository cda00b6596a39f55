-- One row per customer, the heaviest first.
select
    customers,
    min(launch_year) as first_year,
    max(launch_year) as last_year,
    sum(payloads)::bigint as payloads,
    sum(mass_kg) as mass_kg
from rpt_payload_mass_by_year
group by customers
having sum(mass_kg) > 0
order by mass_kg desc, customers
