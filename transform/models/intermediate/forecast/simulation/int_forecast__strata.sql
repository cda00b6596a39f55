-- The strata that futures are drawn from, damping by life: the middles of equal
-- parts of each range. And the grid of the sensitivity table, which futures are
-- not drawn from. A life is told as its factor on the life curve.
{%- set damping_parts = 8 %}
{%- set life_parts = 5 %}
with assumptions as (

    select * from {{ ref('int_forecast__assumptions') }}

),

parts as (

    select
        true as is_drawn,
        damping_no,
        life_no,
        damping_low + (damping_high - damping_low)
            * (damping_no - 0.5) / {{ damping_parts }}::float8 as damping,
        life_years_low + (life_years_high - life_years_low)
            * (life_no - 0.5) / {{ life_parts }}::float8 as life_years,
        typical_life_years
    from assumptions
    cross join generate_series(1, {{ damping_parts }}) as dampings (damping_no)
    cross join generate_series(1, {{ life_parts }}) as lives (life_no)

),

grid as (

    select
        false as is_drawn,
        damping_no + {{ damping_parts }} as damping_no,
        life_no + {{ life_parts }} as life_no,
        damping,
        life_years,
        typical_life_years
    from assumptions
    cross join unnest(array{{ var('grid_dampings') }}::float8[])
        with ordinality as dampings (damping, damping_no)
    cross join unnest(array{{ var('grid_life_years') }}::float8[])
        with ordinality as lives (life_years, life_no)

),

strata as (

    select * from parts

    union all

    select * from grid

)

select
    is_drawn,
    damping_no::integer as damping_no,
    life_no::integer as life_no,
    damping::float8 as damping,
    life_years,
    life_years / typical_life_years as life_factor,
    -- A trend that is hardly damped is one that is not: no division by zero.
    greatest(-ln(damping), 0.0001)::float8 as slowing
from strata
