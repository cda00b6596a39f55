-- One row per month, later per year, to where a chart is still readable.
select month_end, months_ahead, low_95, low_80, q50, high_80, high_95
from fct_starlink_forecast_quantiles
where months_ahead <= 12 * 45
order by month_end
