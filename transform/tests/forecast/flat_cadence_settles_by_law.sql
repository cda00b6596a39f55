-- Little's law: what is in orbit in the long run is the rate times the life,
-- less early losses; in the closed form and at the end of its months.
with flat as (

    select
        scenario_key,
        (1 - assumed_early_loss) * ttm_satellites * assumed_life_years
            as by_law,
        saturation_level
    from {{ ref('mart_starlink_42k_answer') }}
    where scenario_key = 'flat_cadence' and ttm_satellites > 0

),

last_months as (

    select distinct on (scenario_key) scenario_key, in_orbit
    from {{ ref('fct_starlink_forecast_scenarios') }}
    order by scenario_key, month_end desc

)

select flat.*, last_months.in_orbit
from flat
inner join last_months on flat.scenario_key = last_months.scenario_key
where flat.saturation_level <> round(flat.by_law)
    or abs(last_months.in_orbit - flat.by_law) > 0.5
