-- One row per month, to where a chart is still readable; later, per year.
select month_end, low_95, low_80, q50, high_80, high_95
from fct_starlink_forecast_quantiles
where months_ahead <= 12 * 45
order by month_end
