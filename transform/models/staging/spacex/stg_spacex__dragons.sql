with source as (

    select * from {{ or_empty(source('spacex', 'dragons')) }}
    where _sdc_deleted_at is null

),

renamed as (

    select
        id as dragon_id,

        name as dragon_name,
        type as dragon_type,
        heat_shield ->> 'material' as heat_shield_material,
        description,
        wikipedia as wikipedia_url,

        crew_capacity,
        orbit_duration_yr as orbit_duration_years,
        dry_mass_kg,
        (launch_payload_mass ->> 'kg')::numeric as launch_payload_mass_kg,
        (return_payload_mass ->> 'kg')::numeric as return_payload_mass_kg,
        (diameter ->> 'meters')::numeric as diameter_m,
        (height_w_trunk ->> 'meters')::numeric as height_with_trunk_m,

        active as is_active,

        first_flight as first_flight_on,

        _sdc_batched_at at time zone 'UTC' as loaded_at

    from source

)

select * from renamed
