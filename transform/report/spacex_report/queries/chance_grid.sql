-- One row per damping, life and year.
select damping, life_years, year, chance_pct
from fct_starlink_chance_grid
order by year, damping, life_years
