-- 28 targets at each horizon and method, in orbit.
select * from {{ ref('fct_starlink_forecast_accuracy') }}
where scope = 'hold_out' and measure = 'in_orbit' and forecasts <> 28
