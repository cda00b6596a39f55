{# One check: how many rows of a relation were looked at, and how many it flags. #}
{% macro audit_check(name, stream, description, relation, condition) -%}
    select
        '{{ name }}' as check_name,
        '{{ stream }}' as stream,
        '{{ description }}' as description,
        count(*) as rows_checked,
        count(*) filter (where {{ condition }}) as rows_flagged
    from {{ relation }}
{%- endmacro %}
