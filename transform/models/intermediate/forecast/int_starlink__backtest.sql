{{ config(materialized='table') }}
{%- set levels = [
    ('q025', 0.025), ('q10', 0.10), ('q25', 0.25), ('q50', 0.50),
    ('q75', 0.75), ('q90', 0.90), ('q975', 0.975)
] %}

with errors as (

    select origin_date, months_ahead, month_end, actual
    from {{ ref('int_starlink__forecast_errors') }}

),

calibrated as (

    select * from {{ ref('int_starlink__forecast_calibrated') }}
    where series = 'catalogue'

),

forecasts as (

    select origin_date, months_ahead, method, forecast
    from {{ ref('int_starlink__rival_forecasts') }}

    union all

    select origin_date, months_ahead, 'cohort' as method, q50 as forecast
    from calibrated

)

select
    errors.origin_date,
    errors.months_ahead,
    forecasts.method,
    errors.month_end,
    errors.actual,
    round(forecasts.forecast::numeric, 1) as forecast,
    round(abs(forecasts.forecast - errors.actual)::numeric, 1)
        as absolute_error,
    {%- for name, level in levels %}
    round(calibrated.{{ name }}::numeric, 1) as {{ name }},
    {%- endfor %}
    round((
        {%- for name, level in levels %}
        {{ pinball('errors.actual', 'calibrated.' ~ name, level) }}
        {{- ' +' if not loop.last }}
        {%- endfor %}
    )::numeric / {{ levels | length }}, 2) as pinball,
    round(calibrated.factor_80::numeric, 3) as factor_80,
    round(calibrated.low_80::numeric, 1) as low_80,
    round(calibrated.high_80::numeric, 1) as high_80,
    errors.actual between calibrated.q25 and calibrated.q75 as is_in_raw_50,
    errors.actual between calibrated.q10 and calibrated.q90 as is_in_raw_80,
    errors.actual between calibrated.q025 and calibrated.q975 as is_in_raw_95,
    errors.actual between calibrated.low_80 and calibrated.high_80 as is_in_80,
    errors.actual between calibrated.low_95 and calibrated.high_95 as is_in_95
from errors
inner join forecasts
    on errors.origin_date = forecasts.origin_date
    and errors.months_ahead = forecasts.months_ahead
left join calibrated
    on forecasts.method = 'cohort'
    and forecasts.origin_date = calibrated.origin_date
    and forecasts.months_ahead = calibrated.months_ahead
