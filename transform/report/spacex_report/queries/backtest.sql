-- One row per origin and horizon: what our method said and what came.
select
    origin_date, months_ahead, month_end, actual, forecast, low_80, high_80,
    is_in_80, error_pct, is_hold_out, is_without_hindsight
from fct_starlink_forecast_backtest
where method = 'simulation' and measure = 'in_orbit'
order by origin_date, months_ahead
