with flights as (

    select * from {{ ref('int_cores__on_launches') }}

),

cores as (

    select * from {{ ref('stg_spacex__cores') }}

),

landpads as (

    select * from {{ ref('stg_spacex__landpads') }}

)

select
    flights.launch_id,
    flights.position_on_launch,
    flights.core_id,
    cores.serial as core_serial,
    flights.launched_on,
    flights.has_flown,
    flights.flight_of_core,
    flights.days_since_previous_flight,
    flights.is_reused,
    flights.has_landing_attempt,
    flights.is_landed,
    flights.landing_type,
    flights.landpad_id,
    landpads.landpad_name,
    {{ transformation_updated_at() }} as transformation_updated_at
from flights
left join cores on flights.core_id = cores.core_id
left join landpads on flights.landpad_id = landpads.landpad_id
