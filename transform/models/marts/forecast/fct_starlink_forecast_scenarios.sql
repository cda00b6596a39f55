with scenario_months as (

    select * from {{ ref('int_forecast__scenario_months') }}

)

select
    scenario_key,
    forecast_date as month_end,
    months_ahead,
    round(launched)::integer as satellites_launched_since,
    ceil(round(flights::numeric, 6))::integer as launches_since,
    round(in_orbit)::integer as in_orbit,
    target_satellites,
    {{ transformation_updated_at() }} as transformation_updated_at
from scenario_months
