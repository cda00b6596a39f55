-- What an assumption of the simulation cites is older than the first origin of
-- the back-test, and no choice saw data later than those that the method was made
-- on. The target of the question is no part of a forecast.
select assumptions.*
from {{ ref('forecast_assumptions') }} as assumptions
where assumptions.dated > case
    when assumptions.basis = 'choice' then '{{ var("frozen_on") }}'::date
    else (
        select min(origin_date) from {{ ref('fct_starlink_forecast_backtest') }}
    )
end
