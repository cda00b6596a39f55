-- One row per method and horizon, ours (cohort) first.
select
    method, months_ahead, origins, mean_absolute_error,
    mean_absolute_error_low, mean_absolute_error_high, error_ratio,
    coverage_80, coverage_80_low, coverage_80_high
from fct_starlink_forecast_accuracy
order by method <> 'cohort', method, months_ahead
