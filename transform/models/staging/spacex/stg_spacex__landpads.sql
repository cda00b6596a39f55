with source as (

    select * from {{ or_empty(source('spacex', 'landpads')) }}
    where _sdc_deleted_at is null

),

renamed as (

    select
        id as landpad_id,

        name as landpad_name,
        full_name,
        status,
        type as landpad_type,
        locality,
        region,
        details,

        latitude,
        longitude,
        landing_attempts,
        landing_successes,

        launches as launch_ids,

        _sdc_batched_at at time zone 'UTC' as loaded_at

    from source

)

select * from renamed
