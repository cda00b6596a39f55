{{ config(materialized='view', meta={'renamed_to': 'fct_starlink_forecast_quantiles'}) }}

select
    month_end,
    months_ahead,
    {%- for name in quantile_levels() %}
    {{ name }},
    {%- endfor %}
    low_80,
    high_80,
    low_95,
    high_95,
    factor_80,
    factor_95,
    transformation_updated_at
from {{ ref('fct_starlink_forecast_quantiles') }}
