-- What each scenario of one path launches, as coefficients of the shapes, all
-- vehicles together: the last twelve months', and its share of the mean trend.
{{ config(materialized='table') }}

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
        levels.catalogued_share,
        dampings.slowing,
        levels.flights_in_year
            + scenarios.growth_share * levels.flights_trend / 2 as flights,
        levels.deployed_in_year::float8 / levels.flights_in_year
            + scenarios.growth_share * levels.size_trend / 2 as size,
        scenarios.growth_share * levels.flights_trend as flights_trend,
        scenarios.growth_share * levels.size_trend as size_trend
    from scenarios
    inner join dampings on scenarios.damping = dampings.damping
    cross join levels

),

bounded as (

    select
        *,
        greatest(flights_trend, -flights * slowing) as flights_growth,
        greatest(size_trend, (1 - size) * slowing) as size_growth
    from flown

)

select
    scenario_key,
    sum(flights) as flights_0,
    sum(flights_growth) as flights_1,
    sum(catalogued_share * flights * size) as satellites_0,
    sum(catalogued_share * (flights_growth * size + flights * size_growth))
        as satellites_1,
    sum(catalogued_share * flights_growth * size_growth) as satellites_2
from bounded
group by scenario_key
