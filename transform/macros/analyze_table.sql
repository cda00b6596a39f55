{# Statistics of a table just made, for a post-hook; nothing for a view. #}
{% macro analyze_table() -%}
    {%- if model.config.materialized == 'table' -%}
        analyze {{ this }}
    {%- endif -%}
{%- endmacro %}
