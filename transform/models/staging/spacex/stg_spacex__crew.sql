with source as (

    select * from {{ or_empty(source('spacex', 'crew')) }}
    where _sdc_deleted_at is null

),

renamed as (

    select
        id as crew_member_id,

        name as crew_member_name,
        agency,
        status,
        wikipedia as wikipedia_url,
        image as image_url,

        launches as launch_ids,

        _sdc_batched_at at time zone 'UTC' as loaded_at

    from source

)

select * from renamed
