-- One row per year, life and way to launch.
select
    by_year, life_years, option_key, option_name, vehicle, target_satellites,
    satellites_per_launch, satellites, launches, satellites_per_year_at_end,
    launches_per_year_at_end
from fct_starlink_required_launches
order by by_year, life_years, satellites_per_launch
