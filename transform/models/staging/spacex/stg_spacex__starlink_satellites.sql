with source as (

    select * from {{ or_empty(source('spacex', 'starlink')) }}
    where _sdc_deleted_at is null

),

renamed as (

    select
        id as satellite_id,
        ("spaceTrack" ->> 'NORAD_CAT_ID')::bigint as norad_id,
        launch as launch_id,

        "spaceTrack" ->> 'OBJECT_NAME' as object_name,
        "spaceTrack" ->> 'OBJECT_ID' as object_id,
        "spaceTrack" ->> 'OBJECT_TYPE' as object_type,
        version,

        longitude,
        latitude,
        height_km,
        ("spaceTrack" ->> 'INCLINATION')::numeric as inclination_deg,
        ("spaceTrack" ->> 'PERIOD')::numeric as period_min,
        ("spaceTrack" ->> 'APOAPSIS')::numeric as apoapsis_km,
        ("spaceTrack" ->> 'PERIAPSIS')::numeric as periapsis_km,

        ("spaceTrack" ->> 'DECAYED')::integer = 1 as is_decayed,

        ("spaceTrack" ->> 'LAUNCH_DATE')::date as launched_on,
        ("spaceTrack" ->> 'DECAY_DATE')::date as decayed_on,
        space_track_creation_date at time zone 'UTC' as catalogued_at,

        _sdc_batched_at at time zone 'UTC' as loaded_at

    from source

)

select * from renamed
