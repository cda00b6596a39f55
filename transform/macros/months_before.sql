{#
    Full months from a day to an origin, both days counted: 0 in the last month.
    With the origin at a month's end these are calendar months.
#}
{% macro months_before(day, origin_date) -%}
    (
        12 * (
            extract(year from {{ origin_date }} + 1) - extract(year from {{ day }})
        )
        + extract(month from {{ origin_date }} + 1)
        - extract(month from {{ day }})
        - case
            when extract(day from {{ day }})
                >= extract(day from {{ origin_date }} + 1) then 1
            else 0
        end
    )::integer
{%- endmacro %}
