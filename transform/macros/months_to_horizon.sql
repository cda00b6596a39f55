{# Whole months from a month's end to the end of a year. #}
{% macro months_to_year(origin_date, year) -%}
    (
        ({{ year }} - extract(year from {{ origin_date }})) * 12
        + 12 - extract(month from {{ origin_date }})
    )::integer
{%- endmacro %}


{# ... to the end of the forecast's last year. #}
{% macro months_to_horizon(origin_date) -%}
    {{ months_to_year(origin_date, var('horizon_year')) }}
{%- endmacro %}
