-- The simulation's past forecasts beside what came. A miss is the error in
-- half-widths of the interval, on the side where the truth lay: 1 is its edge.
with quantiles as (

    select * from {{ ref('int_forecast__quantiles') }}
    where series = 'catalogue' and months_ahead in ({{
        var('backtest_horizons') | join(', ')
    }})

),

truth as (

    select * from {{ ref('int_forecast__truth') }}

)

select
    quantiles.*,
    truth.actual,
    abs(truth.actual - q50) / nullif(
        case when truth.actual > q50 then q90 - q50 else q50 - q10 end, 0
    ) as miss_80,
    abs(truth.actual - q50) / nullif(
        case when truth.actual > q50 then q975 - q50 else q50 - q025 end, 0
    ) as miss_95
from quantiles
inner join truth using (origin_date, forecast_date, measure)
