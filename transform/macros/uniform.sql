{#
    A pseudo-random number in [0, 1) that hangs on its key alone: the same on
    every machine, plan and PostgreSQL version, which random() is not. 52 bits
    of an md5 sum, all that a double holds.
#}
{% macro uniform(key) -%}
    (
        ('x' || substr(md5({{ key }}), 1, 13))::bit(52)::bigint
        / 4503599627370496.0::float8
    )
{%- endmacro %}
