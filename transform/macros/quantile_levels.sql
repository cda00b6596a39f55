{# The quantiles that forecasts are told by. #}
{% macro quantile_levels() -%}
    {{ return({
        'q025': 0.025, 'q10': 0.10, 'q25': 0.25, 'q50': 0.50, 'q75': 0.75,
        'q90': 0.90, 'q975': 0.975
    }) }}
{%- endmacro %}
