-- One row per launch.
select
    launch_key, launch_name, launched_on, vehicle_name, launch_group, generation,
    is_after_as_of, satellites_deployed, satellites_catalogued,
    satellites_in_orbit, satellites_decayed
from fct_starlink_launches
order by launched_on, launch_key
