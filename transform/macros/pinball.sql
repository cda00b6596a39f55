{# Pinball score of a quantile forecast: small is good, zero is perfect. #}
{% macro pinball(actual, quantile, level) -%}
    greatest(
        {{ level }} * ({{ actual }} - {{ quantile }}),
        ({{ level }} - 1) * ({{ actual }} - {{ quantile }})
    )
{%- endmacro %}
