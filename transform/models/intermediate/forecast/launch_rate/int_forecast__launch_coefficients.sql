-- What each change and damping make of the launches at an origin: flights and
-- satellites as coefficients of the shapes, all vehicles together. A trend never
-- takes flights below none, nor a size below one.
with levels as (

    select * from {{ ref('int_forecast__launch_levels') }}

),

changes as (

    select * from {{ ref('int_forecast__launch_changes') }}

),

slowings as (

    select distinct damping_no, slowing
    from {{ ref('int_forecast__strata') }}

),

drawn as (

    select
        levels.*,
        changes.change_no,
        slowings.damping_no,
        greatest(changes.flights_change, -flights_a_year * slowing)
            as flights_growth,
        greatest(changes.size_change, (1 - flight_size) * slowing)
            as size_growth
    from levels
    inner join changes using (series, origin_date, vehicle)
    cross join slowings

)

select
    series,
    origin_date,
    change_no,
    damping_no,
    sum(flights_a_year) as flights_0,
    sum(flights_growth) as flights_1,
    sum(catalogued_share * flights_a_year * flight_size) as satellites_0,
    sum(catalogued_share * (
        flights_growth * flight_size + flights_a_year * size_growth
    )) as satellites_1,
    sum(catalogued_share * flights_growth * size_growth) as satellites_2,
    -- Of a year, if its months stray independently.
    sqrt(12 * sum(power(catalogued_share * monthly_deviation, 2)))
        as yearly_deviation
from drawn
group by 1, 2, 3, 4
