{#
    Element `number` of an additive recurrence in seven dimensions, number
    `dimension` of it, moved by a shift that hangs on its key alone (an md5 sum): the points fill the cube evenly, which
    random numbers do not, and are the same on every machine. The steps are
    powers of 1/g, with g ^ 8 = g + 1.
#}
{% macro uniform_sequence(number, dimension, key) -%}
    {%- set steps = [
        '0.9115923534820549', '0.8310006189269519', '0.7575338099526643',
        '0.690562028656977', '0.629511064928756', '0.5738574732213994',
        '0.5231240845771608'
    ] -%}
    mod(({{ number }} * {{ steps[dimension] }} + {{ uniform(key) }}::numeric), 1)::float8
{%- endmacro %}
