-- Where each scenario settles, and what its target takes for ever: rate times
-- mean life, and target over mean life. A trend that is not damped settles
-- nowhere. The simulation's is that of the last twelve months.
with scenarios as (

    select * from {{ ref('int_forecast__scenarios') }}

),

mean_lives as (

    select * from {{ ref('int_forecast__mean_lives') }}

),

today as (

    select
        sum(flights_in_year)::integer as ttm_launches,
        sum(deployed_in_year)::integer as ttm_satellites,
        sum(catalogued_share * deployed_in_year) as ttm_catalogued
    from {{ ref('int_forecast__launch_levels') }}
    where series = 'live'

),

final as (

    select
        scenarios.*,
        today.*,
        mean_lives.mean_life_years,
        -ln(nullif(scenarios.damping, 1)) as slowing
    from scenarios
    cross join today
    left join mean_lives
        on case
            when scenarios.method = 'simulation' then mean_lives.is_typical
            else scenarios.life_years = mean_lives.life_years::numeric
        end

)

select
    scenario_key,
    scenario_name,
    method,
    is_headline,
    target_satellites,
    damping,
    life_years,
    assumptions_hash,
    mean_life_years,
    coalesce(ttm_launches, 0) as ttm_launches,
    coalesce(ttm_satellites, 0) as ttm_satellites,
    target_satellites / mean_life_years as required_satellites_per_year,
    ttm_satellites::float8 / ttm_launches as satellites_per_launch,
    ttm_catalogued * mean_life_years as level_at_todays_rate,
    mean_life_years * case
        when method = 'simulation' then ttm_catalogued
        when satellites_1 = 0 then satellites_0
        when slowing is not null
            then greatest(satellites_0 + satellites_1 / slowing, 0)
    end as saturation_level
from final
