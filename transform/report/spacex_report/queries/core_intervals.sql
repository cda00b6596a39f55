-- One row per flight of a core that has flown before.
select core_serial, launched_on, flight_of_core, days_since_previous_flight
from fct_core_flights
where has_flown and days_since_previous_flight is not null
order by launched_on, core_serial
