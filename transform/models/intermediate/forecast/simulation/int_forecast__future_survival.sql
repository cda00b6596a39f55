-- Of what will have been launched a quarter before a horizon, two, ...: the share
-- that is still there, at the middle of each quarter, by length of life. Nothing
-- lives twice the age of retirement. Later launches live as the newest
-- generation does.
with horizons as (

    select * from {{ ref('int_forecast__horizons') }}

),

lives as (

    select distinct life_no, life_factor, is_drawn
    from {{ ref('int_forecast__strata') }}

),

curves as (

    select * from {{ ref('int_forecast__life_curves') }}
    where is_newest

),

ages as (

    select
        *,
        (step_no - 1) / 4.0::float8 as age_from,
        least(step_no / 4.0::float8, years_ahead) as age_to
    from horizons
    inner join curves using (series, origin_date)
    cross join lives
    cross join lateral generate_series(
        1, ceil(least(years_ahead, 2 * life_factor * wear_scale) * 4 - 1e-9)::integer
    ) as steps (step_no)
    where is_drawn or series = 'live'

)

select
    series,
    origin_date,
    months_ahead,
    years_ahead,
    life_no,
    step_no,
    age_from,
    age_to,
    exp(-least({{ hazard_until('(age_from + age_to) / 2 / life_factor') }}, 500))
        as share
from ages
