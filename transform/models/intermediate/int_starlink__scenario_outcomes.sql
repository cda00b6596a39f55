-- When each scenario reaches its target. It has one path, so that all quantiles
-- of its date are the same.
with scenarios as (

    select * from {{ ref('int_starlink__scenarios') }}

),

months as (

    select * from {{ ref('fct_starlink_forecast_scenarios') }}

),

reached as (

    select
        scenario_key,
        min(month_end) as reach_date,
        min(launches_since) as launches_needed
    from months
    where in_orbit >= target_satellites
    group by scenario_key

)

select
    scenarios.*,
    reached.reach_date,
    reached.launches_needed
from scenarios
left join reached on scenarios.scenario_key = reached.scenario_key
