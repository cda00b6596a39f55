-- What an assumption of the simulation cites is older than the first origin of
-- the back-test. Choices cite nothing: they were made with the whole history in
-- view, and say so.
select assumptions.*
from {{ ref('starlink_assumptions') }} as assumptions
where assumptions.source not like 'Choice%'
    and assumptions.dated > (
        select min(origin_date) from {{ ref('fct_starlink_forecast_backtest') }}
    )
