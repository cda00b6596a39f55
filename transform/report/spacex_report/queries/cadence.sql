-- One row per end, number of months and vehicle; all of them first.
select
    months, vehicle, until_date, launches, satellites, satellites_per_launch,
    launches_per_year, satellites_per_year
from fct_starlink_cadence
order by until_date, months, vehicle <> 'all', vehicle
