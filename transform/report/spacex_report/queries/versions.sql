-- One row per generation, in the order of their first launch.
select
    generation as version, first_launched_on, last_launched_on, launches,
    satellites_deployed as satellites, fewest_per_launch, most_per_launch,
    mean_per_launch, satellites_in_orbit, satellites_decayed
from rpt_starlink_generations
order by first_launched_on, generation
