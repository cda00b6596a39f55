with grid_chances as (

    select * from {{ ref('int_forecast__grid_chances') }}

)

select
    damping::numeric as damping,
    life_years::numeric as life_years,
    year,
    round(100 * chance)::integer as chance_pct,
    {{ transformation_updated_at() }} as transformation_updated_at
from grid_chances
