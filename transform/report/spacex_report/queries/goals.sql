-- One row per goal and horizon.
select goal, months_ahead, meaning, least, most, measured, forecasts, is_met
from fct_starlink_forecast_goals
order by goal, months_ahead
