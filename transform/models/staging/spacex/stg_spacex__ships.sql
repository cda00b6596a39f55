with source as (

    select * from {{ or_empty(source('spacex', 'ships')) }}
    where _sdc_deleted_at is null

),

renamed as (

    select
        id as ship_id,

        name as ship_name,
        type as ship_type,
        model,
        home_port,
        nullif(status, '') as status,

        imo as imo_number,
        mmsi as mmsi_number,
        mass_kg,
        year_built,

        active as is_active,

        roles,
        launches as launch_ids,

        _sdc_batched_at at time zone 'UTC' as loaded_at

    from source

)

select * from renamed
