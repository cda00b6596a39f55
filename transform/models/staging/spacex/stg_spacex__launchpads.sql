with source as (

    select * from {{ or_empty(source('spacex', 'launchpads')) }}
    where _sdc_deleted_at is null

),

renamed as (

    select
        id as launchpad_id,

        name as launchpad_name,
        full_name,
        status,
        locality,
        region,
        timezone,
        details,

        latitude,
        longitude,
        launch_attempts,
        launch_successes,

        rockets as rocket_ids,
        launches as launch_ids,

        _sdc_batched_at at time zone 'UTC' as loaded_at

    from source

)

select * from renamed
