-- A payload of several customers has a row for each; weights add up to one, so that
-- a sum of mass_kg * weight counts each payload once.
with payloads as (

    select * from {{ ref('stg_spacex__payloads') }}

),

ordered as (

    select
        payloads.payload_id,
        listed.customer,
        min(listed.customer_number)::integer as customer_number
    from payloads
    cross join unnest(payloads.customers) with ordinality
        as listed (customer, customer_number)
    where listed.customer is not null
    group by payloads.payload_id, listed.customer

)

select
    payload_id,
    customer,
    customer_number,
    1.0 / count(*) over (partition by payload_id) as weight,
    {{ transformation_updated_at() }} as transformation_updated_at
from ordered
