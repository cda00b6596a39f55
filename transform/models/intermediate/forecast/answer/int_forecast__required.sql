-- The inverse answer: how many satellites it takes from now to hold the target at
-- a year's end, if the rate of the last twelve months grows evenly until then, by
-- the life of the grid. Survivors are linear in that growth, so it is a quotient.
with assumptions as (

    select target_satellites from {{ ref('int_forecast__assumptions') }}

),

today as (

    select sum(catalogued_share * deployed_in_year) as yearly_rate
    from {{ ref('int_forecast__launch_levels') }}
    where series = 'live'

),

undamped as (

    select damping_no, life_no, life_years
    from {{ ref('int_forecast__strata') }}
    where not is_drawn and damping = 1

),

shapes as (

    select * from {{ ref('int_forecast__shapes') }}
    where series = 'live' and extract(month from forecast_date) = 12

),

solved as (

    select
        shapes.*,
        undamped.life_years,
        assumptions.target_satellites,
        today.yearly_rate,
        (
            assumptions.target_satellites - shapes.survivors
            - today.yearly_rate * shapes.surviving_0
        ) / nullif(shapes.surviving_1, 0) as yearly_growth
    from shapes
    inner join undamped using (damping_no, life_no)
    cross join assumptions
    cross join today
    where extract(year from shapes.forecast_date) in ({{
        var('grid_years') | join(', ')
    }})

)

select
    extract(year from forecast_date)::integer as by_year,
    life_years,
    target_satellites::integer as target_satellites,
    yearly_rate,
    yearly_growth,
    yearly_rate * launched_0 + yearly_growth * launched_1 as satellites,
    yearly_rate + yearly_growth * years_ahead as yearly_rate_at_end
from solved
where yearly_rate is not null
