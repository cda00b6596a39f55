-- A scenario of one path has its damping and life in the grid, or it would have no
-- months.
select scenarios.scenario_key
from {{ ref('starlink_scenarios') }} as scenarios
where scenarios.method = 'one_path'
    and not exists (
        select 1 from {{ ref('int_forecast__strata') }} as strata
        where not strata.is_drawn
            and strata.damping = scenarios.damping
            and strata.life_years
            = coalesce(scenarios.life_years, strata.life_years)
    )
