{#
    Satellites launched in the first `years` years of a forecast: the yearly
    rate at its start, and a yearly growth that shrinks by the factor `damping`
    every year (1: never). The integral of
    rate + growth * (1 - damping^s) / (1 - damping) over s from 0 to `years`.
#}
{% macro launched_after(years, rate, growth, damping) -%}
    (
        {{ rate }} * {{ years }}
        + {{ growth }} * case
            when {{ damping }} = 1 then {{ years }} * {{ years }} / 2.0
            else ({{ years }} - (1 - power({{ damping }}, {{ years }}))
                / (-ln({{ damping }}))) / (1 - {{ damping }})
        end
    )
{%- endmacro %}
