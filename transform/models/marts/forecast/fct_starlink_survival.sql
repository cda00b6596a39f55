with survival as (

    select * from {{ ref('int_forecast__survival') }}

)

select
    generation,
    age_years::numeric as age_years,
    at_risk,
    decays,
    round(exposure_years::numeric, 1) as exposure_years,
    round((decays / nullif(exposure_years, 0))::numeric, 4) as yearly_hazard,
    round(survival::numeric, 4) as survival,
    round(survival_low::numeric, 4) as survival_low,
    round(survival_high::numeric, 4) as survival_high,
    round(survival_assumed::numeric, 4) as survival_assumed,
    round(survival_in_forecast::numeric, 4) as survival_in_forecast,
    exposure_years >= {{ var('least_exposure_years') }} as is_supported,
    {{ transformation_updated_at() }} as transformation_updated_at
from survival
