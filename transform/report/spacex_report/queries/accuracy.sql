-- One row per method and horizon, the simulation first: targets that the method
-- was not made on.
select
    method, months_ahead, forecasts, mean_absolute_error, mean_error_pct,
    coverage_80
from fct_starlink_forecast_accuracy
where scope = 'hold_out' and measure = 'in_orbit'
order by method <> 'simulation', method, months_ahead
