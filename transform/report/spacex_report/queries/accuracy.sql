-- One row per scope, method and horizon, ours (simulation) first.
select
    scope, method, months_ahead, forecasts, effective_forecasts,
    mean_absolute_error, bias, mean_error_pct, mean_error_pct_low,
    mean_error_pct_high, coverage_80, coverage_95
from fct_starlink_forecast_accuracy
where measure = 'in_orbit'
order by scope, method <> 'simulation', method, months_ahead
