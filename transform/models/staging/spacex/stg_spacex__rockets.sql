with source as (

    select * from {{ or_empty(source('spacex', 'rockets')) }}
    where _sdc_deleted_at is null

),

renamed as (

    select
        id as rocket_id,

        name as rocket_name,
        country,
        company,
        engines ->> 'type' as engine_type,
        engines ->> 'version' as engine_version,
        description,

        stages,
        boosters,
        cost_per_launch as cost_per_launch_usd,
        success_rate_pct,
        (height ->> 'meters')::numeric as height_m,
        (diameter ->> 'meters')::numeric as diameter_m,
        (mass ->> 'kg')::numeric as mass_kg,
        (engines ->> 'number')::integer as engine_count,

        active as is_active,

        first_flight as first_flight_on,

        payload_weights,

        _sdc_batched_at at time zone 'UTC' as loaded_at

    from source

)

select * from renamed
