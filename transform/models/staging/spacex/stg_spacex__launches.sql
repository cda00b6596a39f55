with source as (

    select * from {{ or_empty(source('spacex', 'launches')) }}
    where _sdc_deleted_at is null

),

renamed as (

    select
        id as launch_id,
        rocket as rocket_id,
        launchpad as launchpad_id,

        name as launch_name,
        date_precision,
        details,

        flight_number,
        "window" as window_seconds,

        upcoming as is_upcoming,
        tbd as is_date_tbd,
        net as is_date_no_earlier_than,
        success as is_success,
        (fairings ->> 'reused')::boolean as fairing_is_reused,
        (fairings ->> 'recovered')::boolean as fairing_is_recovered,

        date_utc at time zone 'UTC' as launched_at,
        date_utc::date as launched_on,
        static_fire_date_utc at time zone 'UTC' as static_fire_at,

        cores,
        crew,
        failures,
        payloads as payload_ids,
        ships as ship_ids,
        capsules as capsule_ids,
        links,

        _sdc_batched_at at time zone 'UTC' as loaded_at

    from source

)

select * from renamed
