-- The scenarios of the seed with what follows from them at the rate of the
-- data: the level at which they settle, and what the target would need. The
-- simulation's are those of its most likely life and mean early loss.
with assumptions as (

    select * from {{ ref('int_starlink__assumptions') }}

),

scenarios as (

    select
        seed.scenario_key,
        seed.scenario_name,
        seed.method,
        seed.is_headline,
        case
            when seed.method = 'simulation'
                then assumptions.target_satellites::integer
            else seed.target_satellites
        end as target_satellites,
        seed.growth_share,
        seed.damping,
        seed.satellites_per_launch,
        case
            when seed.method = 'simulation' then assumptions.life_years_mode
            else seed.life_years
        end as life_years,
        case
            when seed.method = 'simulation' then (
                assumptions.early_loss_low + assumptions.early_loss_high
            ) / 2
            else seed.early_loss
        end as early_loss,
        md5(concat_ws('|', seed, case
            when seed.method = 'simulation' then assumptions
        end)) as assumptions_hash
    from {{ ref('starlink_scenarios') }} as seed
    cross join assumptions

),

origin as (

    select * from {{ ref('int_starlink__forecast_origins') }}
    where series = 'live'

),

measured as (

    select
        scenarios.*,
        coalesce(
            scenarios.satellites_per_launch, origin.satellites_per_launch
        ) as launch_size,
        case
            when scenarios.growth_share * origin.yearly_growth = 0
                then origin.ttm_satellites::numeric
            when scenarios.damping < 1
                then greatest(
                    origin.ttm_satellites
                    + scenarios.growth_share * origin.yearly_growth
                    / (1 - scenarios.damping), 0
                )
            when origin.yearly_growth < 0 then 0
        end as final_rate
    from scenarios
    left join origin on true

)

select
    *,
    round(life_years * 12)::integer as life_months,
    (1 - early_loss) * final_rate * life_years as saturation_level,
    target_satellites / ((1 - early_loss) * life_years)
        as required_satellites_per_year
from measured
