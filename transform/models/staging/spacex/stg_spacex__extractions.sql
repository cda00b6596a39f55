-- Until the tap read other sources than the API, `source` held the kind.
with source as (

    select * from {{ or_empty(source('spacex', 'extractions')) }}
    where _sdc_deleted_at is null

),

renamed as (

    select
        run_id,
        stream,

        url,
        case when kind is null then 'spacex' else source end as source_name,
        case
            when kind is not null then kind
            when source = 'sample' then 'facts'
            when source = 'other' then 'public'
            else source
        end as source_kind,
        etag,
        coalesce(outcome, 'read') as outcome,
        problem,
        as_of_basis,

        http_status,
        bytes,
        documents,
        records,

        fetched_at at time zone 'UTC' as fetched_at,
        as_of at time zone 'UTC' as as_of,

        _sdc_batched_at at time zone 'UTC' as loaded_at

    from source

)

select * from renamed
