-- One row per later count.
select
    counted_on, basis, origin_date, counted, forecast, low_80, high_80,
    is_in_80, error_pct
from fct_starlink_forecast_vs_later
order by counted_on
