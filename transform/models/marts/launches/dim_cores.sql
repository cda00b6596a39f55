with cores as (

    select * from {{ ref('stg_spacex__cores') }}

),

flights as (

    select
        core_id,
        count(*)::integer as flights,
        (count(*) filter (where has_landing_attempt))::integer
            as landing_attempts,
        (count(*) filter (where is_landed))::integer as landings,
        min(days_since_previous_flight) as fewest_days_between_flights,
        percentile_disc(0.5) within group (order by days_since_previous_flight)
            as median_days_between_flights,
        min(launched_on) as first_flight_on,
        max(launched_on) as last_flight_on
    from {{ ref('int_cores__on_launches') }}
    where has_flown and core_id is not null
    group by core_id

)

select
    cores.core_id,
    cores.serial,
    cores.block::integer as block,
    cores.status,
    coalesce(flights.flights, 0) as flights,
    coalesce(flights.landing_attempts, 0) as landing_attempts,
    coalesce(flights.landings, 0) as landings,
    flights.fewest_days_between_flights,
    flights.median_days_between_flights,
    flights.first_flight_on,
    flights.last_flight_on,
    cores.last_update,
    {{ transformation_updated_at() }} as transformation_updated_at
from cores
left join flights on cores.core_id = flights.core_id
