-- One row per scenario and year's end; only scenarios with the headline's target,
-- which the chart has as a line.
select scenarios.scenario_key, answers.scenario_name, scenarios.month_end,
    scenarios.in_orbit
from fct_starlink_forecast_scenarios as scenarios
inner join mart_starlink_42k_answer as answers using (scenario_key)
where
    scenarios.months_ahead <= 12 * 45
    and (scenarios.months_ahead = 0
        or extract(month from scenarios.month_end) = 12)
    and scenarios.target_satellites = (
        select target_satellites from mart_starlink_42k_answer
        where is_headline
    )
order by scenarios.scenario_key, scenarios.month_end
