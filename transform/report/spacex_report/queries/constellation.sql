-- One row per month.
select
    month_end, launched_to_date, in_orbit, decayed_to_date, launches,
    satellites_launched, satellites_decayed, ttm_launches
from fct_starlink_constellation_monthly
order by month_end
