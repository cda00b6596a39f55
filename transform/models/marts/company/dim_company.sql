with company as (

    select * from {{ ref('stg_spacex__company') }}

)

select
    company_id,
    company_name,
    founder,
    founded_year::integer as founded_year,
    ceo,
    cto,
    coo,
    cto_propulsion,
    employees::integer as employees,
    vehicles::integer as vehicles,
    launch_sites::integer as launch_sites,
    test_sites::integer as test_sites,
    valuation_usd,
    headquarters_address,
    headquarters_city,
    headquarters_state,
    summary,
    {{ transformation_updated_at() }} as transformation_updated_at
from company
