with source as (

    select * from {{ or_empty(source('spacex', 'roadster')) }}
    where _sdc_deleted_at is null

),

renamed as (

    select
        id as roadster_id,

        name as roadster_name,
        orbit_type,
        details,

        norad_id,
        launch_mass_kg,
        apoapsis_au,
        periapsis_au,
        period_days,
        speed_kph,
        earth_distance_km,
        mars_distance_km,

        launch_date_utc at time zone 'UTC' as launched_at,

        _sdc_batched_at at time zone 'UTC' as loaded_at

    from source

)

select * from renamed
