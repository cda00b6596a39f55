-- One row per number of months and vehicle.
select
    months, vehicle, until_date, launches, satellites, satellites_per_launch,
    launches_per_year, satellites_per_year
from fct_starlink_cadence
order by months, vehicle
