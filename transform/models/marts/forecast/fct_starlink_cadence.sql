with cadence as (

    select * from {{ ref('int_forecast__cadence') }}

)

select
    until_date,
    months,
    vehicle,
    launches,
    satellites,
    round(satellites::numeric / nullif(launches, 0), 1) as satellites_per_launch,
    round(launches * 12.0 / months, 1) as launches_per_year,
    round(satellites * 12.0 / months)::integer as satellites_per_year,
    {{ transformation_updated_at() }} as transformation_updated_at
from cadence
