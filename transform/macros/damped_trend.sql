{#
    Launches are a sum of three shapes: a constant rate, a rate whose growth
    slows, and the product of two such (flights by size). A growth that slows by
    exp(-slowing) a year adds (1 - exp(-slowing * t)) / slowing to the rate after
    t years; each shape here is the integral of its rate from 0 to `years`.
#}
{% macro shape_launched(shape, years, slowing) -%}
    {%- if shape == 0 -%}
    {{ years }}
    {%- elif shape == 1 -%}
    (({{ years }} - (1 - exp(-{{ slowing }} * {{ years }})) / {{ slowing }})
        / {{ slowing }})
    {%- else -%}
    ((
        {{ years }} - 2 * (1 - exp(-{{ slowing }} * {{ years }})) / {{ slowing }}
        + (1 - exp(-2 * {{ slowing }} * {{ years }})) / (2 * {{ slowing }})
    ) / ({{ slowing }} * {{ slowing }}))
    {%- endif -%}
{%- endmacro %}
