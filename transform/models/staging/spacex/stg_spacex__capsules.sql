with source as (

    select * from {{ or_empty(source('spacex', 'capsules')) }}
    where _sdc_deleted_at is null

),

renamed as (

    select
        id as capsule_id,

        serial,
        status,
        type as capsule_type,
        last_update,

        reuse_count,
        water_landings,
        land_landings,

        launches as launch_ids,

        _sdc_batched_at at time zone 'UTC' as loaded_at

    from source

)

select * from renamed
