with source as (

    select * from {{ or_empty(source('spacex', 'cores')) }}
    where _sdc_deleted_at is null

),

renamed as (

    select
        id as core_id,

        serial,
        status,
        last_update,

        block,
        reuse_count,
        rtls_attempts,
        rtls_landings,
        asds_attempts,
        asds_landings,

        launches as launch_ids,

        _sdc_batched_at at time zone 'UTC' as loaded_at

    from source

)

select * from renamed
