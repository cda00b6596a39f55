with answers as (

    select * from {{ ref('int_forecast__answers') }}

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
    coalesce(source_name, 'unknown') as source_name,
    satellites_launched,
    satellites_in_orbit,
    satellites_decayed,
    launches_to_date,
    ttm_launches,
    ttm_satellites,
    round(satellites_per_launch::numeric, 2) as satellites_per_launch,
    life_years as assumed_life_years,
    round(mean_life_years::numeric, 2) as mean_life_years,
    round(saturation_level::numeric)::integer as saturation_level,
    ceil(required_satellites_per_year)::integer
        as required_satellites_per_year,
    ceil(required_satellites_per_year / satellites_per_launch)::integer
        as required_launches_per_year,
    {%- for name in quantile_levels() %}
    {%- set date = 'reach_date_' ~ name | replace('q', 'p') %}
    case
        when outcome = 'already_reached' then as_of_date
        else {{ date }}
    end as {{ date }},
    {%- endfor %}
    {%- for year in var('answer_years') %}
    case
        when outcome <> 'insufficient_data'
            then round(prob_reached_by_{{ year }}, 4)
    end as prob_reached_by_{{ year }},
    {%- endfor %}
    round(100 * standard_error, 2) as chance_standard_error_points,
    {%- for name in ['p10', 'p50', 'p90'] %}
    ceil(round(launches_needed_{{ name }}::numeric, 6))::integer
        as launches_needed_{{ name }},
    {%- endfor %}
    case method
        when 'simulation' then 'quantiles of simulated futures'
        else 'none: one path'
    end as interval_method,
    {%- for name, digits in [
        ('mae_12m', 0), ('mae_24m', 0), ('mape_12m', 1), ('mape_24m', 1),
        ('coverage_80', 3)
    ] %}
    case
        when method = 'simulation'
            then round(backtest_{{ name }}::numeric, {{ digits }})
    end as backtest_{{ name }},
    {%- endfor %}
    case
        when method = 'simulation' then round(calibration_factor_80::numeric, 3)
    end as calibration_factor_80,
    {{ answer_sentence() }} as answer_text,
    {{ rate_sentence() }} as rate_text,
    {{ since_sentence() }} as since_text,
    {{ source_sentence() }} as source_text,
    assumptions_hash,
    {{ transformation_updated_at() }} as transformation_updated_at
from answers
