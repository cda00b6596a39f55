-- The satellites in orbit at each origin by generation and age in months. Those
-- of young launches that are not catalogued yet are in orbit, too.
with origins as (

    select * from {{ ref('int_forecast__origins') }}

),

launches as (

    select * from {{ ref('int_forecast__known_launches') }}

),

losses as (

    select * from {{ ref('int_forecast__known_losses') }}

),

counted as (

    select
        origins.series,
        origins.origin_date,
        launches.generation,
        launches.launched_on,
        launches.catalogued + launches.awaiting_catalogue as satellites
    from origins
    inner join launches
        on origins.series = launches.series
        and origins.origin_date >= launches.launched_on

    union all

    select
        origins.series,
        origins.origin_date,
        losses.generation,
        losses.launched_on,
        -losses.satellites as satellites
    from origins
    inner join losses
        on origins.series = losses.series
        and origins.origin_date >= losses.decayed_on

)

select
    series,
    origin_date,
    generation,
    {{ months_before('launched_on', 'origin_date') }} as age_months,
    sum(satellites)::integer as satellites
from counted
group by 1, 2, 3, 4
having sum(satellites) > 0
