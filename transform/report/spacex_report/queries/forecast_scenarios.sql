-- One row per scenario and month, as far as forecast_paths; only scenarios with
-- the headline's target, which the chart has as a line.
select scenario_key, month_end, in_orbit
from fct_starlink_forecast_scenarios
where
    months_ahead <= 12 * 45
    and target_satellites = (
        select target_satellites from mart_starlink_42k_answer
        where is_headline
    )
order by scenario_key, month_end
