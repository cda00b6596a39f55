with chances as (

    select * from {{ ref('int_forecast__chances') }}

)

select
    scenario_key,
    year,
    round(100 * chance)::integer as chance_pct,
    round(100 * standard_error, 2) as standard_error_points,
    {{ transformation_updated_at() }} as transformation_updated_at
from chances
