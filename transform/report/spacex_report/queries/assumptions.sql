-- One row per assumption, those first that the chance hangs on most.
select
    assumption, meaning, value, stated_value, basis, source, dated, varied_to,
    points_2040
from fct_starlink_assumptions
order by abs(points_2040) desc, assumption
