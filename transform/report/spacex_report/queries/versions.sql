-- One row per version, in the order of their first launch.
select
    version, first_launched_on, last_launched_on, launches, satellites,
    fewest_per_launch, most_per_launch, mean_per_launch, satellites_in_orbit,
    satellites - satellites_in_orbit as satellites_decayed
from rpt_starlink_versions
order by first_launched_on, version
