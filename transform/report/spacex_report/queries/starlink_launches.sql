-- One row per launch.
select
    launch_key, launch_name, launched_on, version, satellites,
    satellites_in_orbit, satellites_decayed
from fct_starlink_launches
order by launched_on, launch_key
