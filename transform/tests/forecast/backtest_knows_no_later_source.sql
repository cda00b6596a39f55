-- No assumption of the simulation is younger than the first origin.
select assumptions.*
from {{ ref('starlink_assumptions') }} as assumptions
where assumptions.dated > (
    select min(origin_date) from {{ ref('fct_starlink_forecast_backtest') }}
)
