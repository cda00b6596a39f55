-- The chance of the target by year for each damping and life of the grid, all
-- else drawn as in the simulation, on the futures of the back-test.
{%- set years = var('grid_years') %}
with futures as (

    select * from {{ simulated_futures(
        'live', "extract(month from forecast_date) = 12 and forecast_date <= '"
        ~ years[-1] ~ "-12-31'", on_grid=true
    ) }} as live

),

assumptions as (

    select target_satellites from {{ ref('int_forecast__assumptions') }}

),

strata as (

    select * from {{ ref('int_forecast__strata') }}
    where not is_drawn

),

passages as (

    select
        futures.damping_no,
        futures.life_no,
        futures.path_no,
        min(futures.forecast_date) filter (
            where futures.in_orbit >= assumptions.target_satellites
        ) as reached_on
    from futures
    cross join assumptions
    group by 1, 2, 3

)

select
    strata.damping,
    strata.life_years,
    years.year,
    avg(coalesce(
        extract(year from passages.reached_on) <= years.year, false
    )::integer) as chance
from passages
inner join strata
    on passages.damping_no = strata.damping_no
    and passages.life_no = strata.life_no
cross join unnest(array{{ years }}) as years (year)
group by 1, 2, 3
