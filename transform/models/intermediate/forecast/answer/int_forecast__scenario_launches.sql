-- What each scenario of one path launches, as coefficients of the shapes, all
-- vehicles together: flights of the last twelve months and a share of their mean
-- trend, with satellites on each as in those months. A falling trend that is not
-- damped is left out: it would end below none.

with scenarios as (

    select * from {{ ref('starlink_scenarios') }}
    where method = 'one_path'

),

dampings as (

    select distinct damping, slowing
    from {{ ref('int_forecast__strata') }}
    where not is_drawn

),

levels as (

    select * from {{ ref('int_forecast__launch_levels') }}
    where series = 'live'

),

flown as (

    select
        scenarios.scenario_key,
        dampings.slowing,
        levels.flights_in_year
            + scenarios.growth_share * levels.flights_trend / 2 as flights,
        scenarios.growth_share * levels.flights_trend as flights_trend,
        levels.catalogued_share * levels.deployed_in_year
            / levels.flights_in_year as catalogued_size
    from scenarios
    inner join dampings on scenarios.damping = dampings.damping
    cross join levels

),

bounded as (

    select
        *,
        greatest(flights_trend, -flights * slowing) as flights_growth
    from flown

)

select
    scenario_key,
    sum(flights) as flights_0,
    sum(flights_growth) as flights_1,
    sum(flights * catalogued_size) as satellites_0,
    sum(flights_growth * catalogued_size) as satellites_1
from bounded
group by scenario_key
