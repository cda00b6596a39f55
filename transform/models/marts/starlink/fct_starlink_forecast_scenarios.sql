with scenario_months as (

    select * from {{ ref('int_starlink__scenario_months') }}

)

select
    scenario_key,
    month_end,
    months_ahead,
    satellites_launched_since,
    launches_since,
    in_orbit,
    target_satellites,
    {{ transformation_updated_at() }} as transformation_updated_at
from scenario_months
