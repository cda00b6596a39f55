-- One row per year of age.
select
    age_years, exposure_years, decays, yearly_hazard, survival, is_supported
from fct_starlink_survival
order by age_years
