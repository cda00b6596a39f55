{#
    When this run of dbt began: one value for all models of a run. To be called
    in tables only; in a view it would be frozen in the view's text.
#}
{% macro transformation_updated_at() -%}
    '{{ run_started_at.isoformat() }}'::timestamptz
{%- endmacro %}
