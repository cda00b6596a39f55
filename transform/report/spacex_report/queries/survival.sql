-- One row per quarter of age, all generations together.
select
    age_years, exposure_years, decays, yearly_hazard, survival, is_supported
from fct_starlink_survival
where generation = 'all'
order by age_years
