{#
    How many rows of a relation each check flags, one row per check. The relation
    is read once, however many checks there are. A check is its name, the
    condition that flags a row, and what such a row is.
#}
{% macro audit_checks(stream, relation, checks) -%}
    select
        '{{ stream }}.' || checks.check_name as check_name,
        '{{ stream }}' as stream,
        checks.description,
        counted.rows_checked,
        checks.rows_flagged
    from (
        select
            count(*) as rows_checked
            {%- for name, condition, description in checks %},
            count(*) filter (where {{ condition }}) as {{ name }}
            {%- endfor %}
        from {{ relation }}
    ) as counted
    cross join lateral (
        values
        {%- for name, condition, description in checks %}
        ('{{ name }}', '{{ description }}', counted.{{ name }})
        {{- ',' if not loop.last }}
        {%- endfor %}
    ) as checks (check_name, description, rows_flagged)
{%- endmacro %}
