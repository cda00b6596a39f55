with source as (

    select * from {{ or_empty(source('spacex', 'payloads')) }}
    where _sdc_deleted_at is null

),

renamed as (

    select
        id as payload_id,
        launch as launch_id,
        dragon ->> 'capsule' as capsule_id,

        name as payload_name,
        type as payload_type,
        orbit,
        reference_system,
        regime,

        mass_kg,
        lifespan_years,
        periapsis_km,
        apoapsis_km,
        inclination_deg,
        period_min,
        (dragon ->> 'mass_returned_kg')::numeric as mass_returned_kg,

        reused as is_reused,

        epoch at time zone 'UTC' as orbit_epoch_at,

        customers,
        norad_ids,
        nationalities,
        manufacturers,

        _sdc_batched_at at time zone 'UTC' as loaded_at

    from source

)

select * from renamed
