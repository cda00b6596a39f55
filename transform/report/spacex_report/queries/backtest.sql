-- One row per origin and horizon: what the simulation said and what came.
select
    origin_date, months_ahead, month_end, actual, forecast, low_80, high_80,
    is_in_80, absolute_error
from fct_starlink_forecast_backtest
where
    method = 'simulation' and measure = 'in_orbit' and months_ahead in (12, 24)
order by months_ahead, month_end
