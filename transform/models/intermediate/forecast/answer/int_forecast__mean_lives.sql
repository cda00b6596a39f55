-- How long a satellite stays in orbit in the mean, early losses and all, by the
-- typical life: what is left of one a year, launched for longer than any lives. A
-- rate times this is where a constellation settles.
with shapes as (

    select life_no, max(surviving_0) as mean_life_years
    from {{ ref('int_forecast__shapes') }}
    where series = 'live'
    group by life_no

),

lives as (

    select distinct life_no, life_years, life_factor, is_drawn
    from {{ ref('int_forecast__strata') }}

)

select
    lives.life_years,
    bool_or(not lives.is_drawn) as is_on_grid,
    bool_or(abs(lives.life_factor - 1) < 1e-9) as is_typical,
    max(shapes.mean_life_years) as mean_life_years
from shapes
inner join lives on shapes.life_no = lives.life_no
group by lives.life_years
