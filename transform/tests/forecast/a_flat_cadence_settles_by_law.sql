-- Little's law: what is in orbit in the long run is the rate times the mean life;
-- in the closed form and at the end of its months.
with last_months as (

    select distinct on (scenario_key) scenario_key, in_orbit
    from {{ ref('int_forecast__scenario_months') }}
    order by scenario_key, forecast_date desc

)

select levels.scenario_key, levels.saturation_level, last_months.in_orbit
from {{ ref('int_forecast__levels') }} as levels
inner join last_months on levels.scenario_key = last_months.scenario_key
inner join {{ ref('starlink_scenarios') }} as scenarios
    on levels.scenario_key = scenarios.scenario_key
where scenarios.growth_share = 0
    and levels.saturation_level is not null
    and abs(last_months.in_orbit - levels.saturation_level) > 0.5
