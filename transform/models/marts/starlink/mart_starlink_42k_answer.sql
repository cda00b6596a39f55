with answers as (

    select * from {{ ref('int_starlink__answers') }}

)

select
    scenario_key,
    scenario_name,
    is_headline,
    outcome,
    target_satellites,
    as_of_date,
    '{{ run_started_at.date() }}'::date - as_of_date as data_age_days,
    coalesce(source_kind, 'unknown') as data_source,
    satellites_launched,
    satellites_in_orbit,
    satellites_decayed,
    launches_to_date,
    ttm_launches,
    ttm_satellites,
    round(launch_size, 2) as satellites_per_launch,
    life_years as assumed_life_years,
    early_loss as assumed_early_loss,
    round(saturation_level_p50::numeric)::integer as saturation_level,
    ceil(required_satellites_per_year)::integer
        as required_satellites_per_year,
    ceil(required_satellites_per_year / launch_size)::integer
        as required_launches_per_year,
    {%- for name in ['p025', 'p10', 'p25', 'p50', 'p75', 'p90', 'p975'] %}
    case
        when outcome = 'already_reached' then as_of_date
        else reach_date_{{ name }}
    end as reach_date_{{ name }},
    {%- endfor %}
    {%- for year in [2030, 2035, 2040, 2050, 2100] %}
    prob_reached_by_{{ year }},
    {%- endfor %}
    launches_needed_p10,
    launches_needed_p50,
    launches_needed_p90,
    case method
        when 'simulation' then 'quantiles of simulated futures'
        else 'none: one path'
    end as interval_method,
    case when method = 'simulation' then round(backtest_mae_12m)::integer end
        as backtest_mae_12m,
    case when method = 'simulation' then round(backtest_mae_24m)::integer end
        as backtest_mae_24m,
    case when method = 'simulation' then backtest_coverage_80 end
        as backtest_coverage_80,
    case
        when method = 'simulation' then round(calibration_factor_80::numeric, 3)
    end as calibration_factor_80,
    {{ answer_sentence() }} as answer_text,
    assumptions_hash,
    {{ transformation_updated_at() }} as transformation_updated_at
from answers
