{#
    The assumed life curve and what was seen, as hazards added up to an age:
    survival is exp(-hazard).
#}
{%- macro age_band_edges() -%}
    {{ return([0, 0.25, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]) }}
{%- endmacro %}


{# The oldest age that the curves tell apart. #}
{%- macro oldest_age() -%}15{%- endmacro %}


{# A subquery: bands of age, in years. #}
{% macro age_bands() -%}
(
    values
    {%- set edges = age_band_edges() %}
    {%- for edge in edges %}
    ({{ loop.index }}, {{ edge }}::float8, {{
        oldest_age() if loop.last else edges[loop.index]
    }}::float8){{ ',' if not loop.last }}
    {%- endfor %}
) as age_bands (band_no, age_from, age_to)
{%- endmacro %}


{#
    By assumption: the early loss in the first three months, the yearly loss
    throughout, and retirement by a Weibull curve. Reads the columns early_loss,
    yearly_loss, wear_shape, wear_scale.
#}
{% macro assumed_hazard_until(age) -%}
    (
        -ln(1 - early_loss) * least({{ age }} / 0.25, 1)
        + yearly_loss * {{ age }}
        + power({{ age }} / wear_scale, wear_shape)
    )
{%- endmacro %}


{# By a row of int_forecast__life_curves, in scope. #}
{% macro hazard_until(age) -%}
    {%- set band = 'width_bucket(' ~ age ~ ', array' ~ age_band_edges() ~ '::float8[])' -%}
    (
        hazard_offsets[{{ band }}]
        + hazard_ratios[{{ band }}] * {{ assumed_hazard_until(age) }}
    )
{%- endmacro %}
