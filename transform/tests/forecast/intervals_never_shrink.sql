-- The stretch is at least 1, and one for all horizons of an origin.
select series, origin_date, measure
from {{ ref('int_forecast__calibrated') }}
group by series, origin_date, measure
having min(factor_80) < 1 or min(factor_95) < 1
    or min(factor_80) <> max(factor_80) or min(factor_95) <> max(factor_95)
