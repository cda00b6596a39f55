{#
    Satellites launched in the first `years` years of a forecast: the yearly
    rate at its start, and a yearly growth that shrinks by the factor `damping`
    every year (1: never). The integral of
    rate + growth * (1 - damping^s) / (1 - damping) over s from 0 to `years`.
    A shrinking rate ends at zero: bound `years` by years_of_launches.
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


{# Years until a shrinking launch rate is zero; infinity where it never is. #}
{% macro years_of_launches(rate, growth, damping) -%}
    case
        when {{ growth }} >= 0 then 'infinity'::float8
        when {{ damping }} = 1 then -{{ rate }} / {{ growth }}::float8
        when {{ rate }} + {{ growth }} / (1 - {{ damping }}) >= 0
            then 'infinity'::float8
        else ln((1 + {{ rate }} * (1 - {{ damping }}) / {{ growth }})::float8)
            / ln({{ damping }}::float8)
    end
{%- endmacro %}
