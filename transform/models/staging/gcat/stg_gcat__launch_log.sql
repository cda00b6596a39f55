with source as (

    select * from {{ or_empty(source('gcat', 'launch_log')) }}
    where _sdc_deleted_at is null

),

renamed as (

    select
        "Launch_Tag" as launch_tag,
        "JCAT" as jcat,

        -- Only tags such as 2026-225 are those of the satellite catalogue.
        substring("Launch_Tag" from '^\d{4}-\d{3}$') as launch_key,
        substring("JCAT" from '^S(\d+)$')::bigint as norad_id,

        "Piece" as piece,
        "Type" as object_type,
        "Name" as object_name,
        "PLName" as payload_name,
        "SatOwner" as owner_code,
        "SatState" as owner_state,
        "LV_Type" as vehicle_name,
        "Flight_ID" as flight,
        "Platform" as platform,
        "Launch_Site" as launch_site,
        "Launch_Pad" as launch_pad,
        "Ascent_Site" as ascent_site,
        "Ascent_Pad" as ascent_pad,
        "Agency" as launch_agency,
        "LVState" as launch_state,
        "Launch_Code" as launch_code,
        "LTCite" as citation,
        "Launch_Date" as launch_date_text,
        "Launch_Date_precision" as date_precision,

        "Launch_Date_doubtful" as is_date_doubtful,

        "Launch_Date_instant" at time zone 'UTC' as launched_at,
        "Launch_Date_instant"::date as launched_on,

        _sdc_batched_at at time zone 'UTC' as loaded_at

    from source

)

select * from renamed
