with source as (

    select * from {{ or_empty(source('spacex', 'company')) }}
    where _sdc_deleted_at is null

),

renamed as (

    select
        id as company_id,

        name as company_name,
        founder,
        ceo,
        cto,
        coo,
        cto_propulsion,
        headquarters ->> 'address' as headquarters_address,
        headquarters ->> 'city' as headquarters_city,
        headquarters ->> 'state' as headquarters_state,
        summary,

        founded as founded_year,
        employees,
        vehicles,
        launch_sites,
        test_sites,
        valuation as valuation_usd,

        _sdc_batched_at at time zone 'UTC' as loaded_at

    from source

)

select * from renamed
