-- One row per month; the last may not be over.
select
    month_end, is_complete, launched_to_date, deployed_to_date, in_orbit,
    in_orbit_in_catalogue, decayed_to_date, launches, satellites_launched,
    satellites_deployed, satellites_decayed, ttm_launches, ttm_satellites
from fct_starlink_constellation_monthly
order by month_end
