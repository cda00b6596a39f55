-- A payload of several customers counts once, under all their names.
with payloads as (

    select * from {{ ref('fct_payloads') }}

),

launches as (

    select * from {{ ref('fct_launches') }}
    where has_flown

)

select
    launches.launch_year,
    coalesce(payloads.orbit, 'unknown') as orbit,
    coalesce(
        nullif(array_to_string(payloads.customers, ', '), ''), 'unknown'
    ) as customers,
    count(*)::integer as payloads,
    count(payloads.mass_kg)::integer as payloads_of_known_mass,
    sum(payloads.mass_kg) as mass_kg,
    {{ transformation_updated_at() }} as transformation_updated_at
from payloads
inner join launches on payloads.launch_id = launches.launch_id
group by 1, 2, 3
