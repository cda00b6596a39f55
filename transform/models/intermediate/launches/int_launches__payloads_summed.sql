with flown as (

    select * from {{ ref('int_payloads__on_launches') }}

)

select
    launch_id,
    count(*)::integer as payloads,
    sum(mass_kg) as payload_mass_kg
from flown
group by launch_id
