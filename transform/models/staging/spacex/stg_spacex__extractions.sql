with source as (

    select * from {{ or_empty(source('spacex', 'extractions')) }}
    where _sdc_deleted_at is null

),

renamed as (

    select
        run_id,
        stream,

        url,
        source as source_kind,
        etag,

        http_status,
        bytes,
        documents,
        records,

        fetched_at at time zone 'UTC' as fetched_at,

        _sdc_batched_at at time zone 'UTC' as loaded_at

    from source

)

select * from renamed
