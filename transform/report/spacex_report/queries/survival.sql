-- One row per generation and age.
select
    generation, age_years, at_risk, decays, exposure_years, survival,
    survival_low, survival_high, survival_assumed, survival_in_forecast,
    is_supported
from fct_starlink_survival
order by generation, age_years
