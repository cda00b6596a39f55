-- The scenarios of the seed with what follows from them at the rate of the
-- data: the level at which they settle, and what the target would need.
with scenarios as (

    select
        scenario_key,
        scenario_name,
        is_headline,
        {% if var('target_satellites') is not none -%}
        {{ var('target_satellites') }} as target_satellites,
        {%- else -%}
        target_satellites,
        {%- endif %}
        growth_share,
        damping,
        life_years,
        round(life_years * 12)::integer as life_months,
        early_loss,
        satellites_per_launch
    from {{ ref('starlink_scenarios') }}

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
                then origin.ttm_satellites
                    + scenarios.growth_share * origin.yearly_growth
                    / (1 - scenarios.damping)
        end as final_rate
    from scenarios
    left join origin on true

)

select
    scenario_key,
    scenario_name,
    is_headline,
    target_satellites,
    growth_share,
    damping,
    life_years,
    life_months,
    early_loss,
    launch_size,
    (1 - early_loss) * final_rate * life_years as saturation_level,
    target_satellites / ((1 - early_loss) * life_years)
        as required_satellites_per_year,
    md5(concat_ws(
        '|', scenario_key, target_satellites, growth_share, damping,
        life_years, early_loss, satellites_per_launch
    )) as assumptions_hash
from measured
