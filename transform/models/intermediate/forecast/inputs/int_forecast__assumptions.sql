-- The seed's assumptions side by side, in one row. The variable `assumptions`
-- overrides: dbt build --vars '{assumptions: {life_years_low: 6}}'. Retirement
-- follows a Weibull curve through the two ages of the design life; one life is
-- five per cent at least from the other, or the curve would have no width.
{%- set names = [
    'target_satellites', 'life_years_low', 'life_years_high', 'early_loss',
    'yearly_loss', 'prior_years', 'campaign_satellites', 'damping_low',
    'damping_high', 'paths', 'backtest_paths', 'random_seed', 'least_outcomes'
] %}
{%- set unknown = var('assumptions').keys() | reject('in', names) | list %}
{%- if unknown %}
    {%- do exceptions.raise_compiler_error(
        'variable assumptions: there is no ' ~ unknown | join(', ')
        ~ '; there are ' ~ names | join(', ')
    ) %}
{%- endif %}
with assumptions as (

    select assumption, value from {{ ref('forecast_assumptions') }}

),

pivoted as (

    select
        {%- for name in names %}
        {%- set override = var('assumptions').get(name) %}
        {%- if override is not none %}
        {{ override }}::float8
        {%- else %}
        (max(value) filter (where assumption = '{{ name }}'))::float8
        {%- endif %} as {{ name }}
        {{- ',' if not loop.last }}
        {%- endfor %}
    from assumptions

),

shaped as (

    select
        *,
        ln(ln(0.1::float8) / ln(0.9::float8))
            / ln(greatest(life_years_high / life_years_low, 1.05))
            as wear_shape
    from pivoted

)

select
    *,
    life_years_high / power(ln(10::float8), 1 / wear_shape) as wear_scale,
    (life_years_low + life_years_high) / 2 as typical_life_years,
    md5(shaped::text) as assumptions_hash
from shaped
