with source as (

    select * from {{ or_empty(source('spacex', 'history')) }}
    where _sdc_deleted_at is null

),

renamed as (

    select
        id as event_id,

        title,
        details,
        links ->> 'article' as article_url,

        event_date_utc at time zone 'UTC' as happened_at,

        _sdc_batched_at at time zone 'UTC' as loaded_at

    from source

)

select * from renamed
