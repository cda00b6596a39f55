-- The seed's assumptions side by side, in one row. The variable `assumptions`
-- overrides: dbt build --vars '{assumptions: {life_years_mode: 6}}'.
{%- set names = [
    'target_satellites', 'life_years_low', 'life_years_mode',
    'life_years_high', 'early_loss_low', 'early_loss_high', 'damping_low',
    'damping_high', 'paths', 'random_seed', 'least_outcomes'
] %}

with assumptions as (

    select assumption, value from {{ ref('starlink_assumptions') }}

)

select
    {%- for name in names %}
    {%- set override = var('assumptions').get(name) %}
    {%- if override is not none %}
    {{ override }}::numeric
    {%- else %}
    max(value) filter (where assumption = '{{ name }}')
    {%- endif %} as {{ name }}
    {{- ',' if not loop.last }}
    {%- endfor %}
from assumptions
