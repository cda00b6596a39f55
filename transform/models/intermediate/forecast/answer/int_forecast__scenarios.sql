-- The scenarios of the seed with what they launch, Starships included. A
-- simulation has no one path; its life is the typical one.

with assumptions as (

    select * from {{ ref('int_forecast__assumptions') }}

),

scenarios as (

    select
        seed.*,
        coalesce(seed.target_satellites, assumptions.target_satellites)
            ::integer as target,
        md5(concat_ws('|', seed, assumptions.assumptions_hash))
            as assumptions_hash
    from {{ ref('starlink_scenarios') }} as seed
    cross join assumptions

),

launches as (

    select * from {{ ref('int_forecast__scenario_launches') }}

)

select
    scenarios.scenario_key,
    scenarios.scenario_name,
    scenarios.method,
    scenarios.is_headline,
    scenarios.target as target_satellites,
    scenarios.growth_share,
    scenarios.damping::float8 as damping,
    case
        when scenarios.method = 'simulation'
            then assumptions.typical_life_years::numeric
        else scenarios.life_years
    end as life_years,
    launches.flights_0 + coalesce(scenarios.starship_flights, 0) as flights_0,
    launches.flights_1,
    launches.satellites_0 + coalesce(
        scenarios.starship_flights * scenarios.starship_size, 0
    ) as satellites_0,
    launches.satellites_1,
    scenarios.assumptions_hash
from scenarios
cross join assumptions
left join launches on scenarios.scenario_key = launches.scenario_key
