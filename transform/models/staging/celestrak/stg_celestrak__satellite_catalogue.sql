with source as (

    select * from {{ or_empty(source('celestrak', 'satellite_catalogue')) }}
    where _sdc_deleted_at is null

),

renamed as (

    select
        "NORAD_CAT_ID" as norad_id,

        "OBJECT_NAME" as object_name,
        "OBJECT_ID" as object_id,
        "OBJECT_TYPE" as object_type,
        "OPS_STATUS_CODE" as operational_status_code,
        "OWNER" as owner_code,
        "LAUNCH_SITE" as launch_site_code,
        "DATA_STATUS_CODE" as data_status_code,
        "ORBIT_CENTER" as orbit_center,
        "ORBIT_TYPE" as orbit_type,

        "PERIOD" as period_min,
        "INCLINATION" as inclination_deg,
        "APOGEE" as apogee_km,
        "PERIGEE" as perigee_km,
        "RCS" as radar_cross_section_m2,

        "LAUNCH_DATE" as launched_on,
        "DECAY_DATE" as decayed_on,

        _sdc_batched_at at time zone 'UTC' as loaded_at

    from source

)

select * from renamed
