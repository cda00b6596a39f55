with backtest as (

    select * from {{ ref('int_forecast__backtest') }}

)

select
    origin_date,
    months_ahead,
    measure,
    method,
    forecast_date as month_end,
    is_hold_out,
    is_without_hindsight,
    actual,
    round(forecast::numeric, 1) as forecast,
    round(abs(error)::numeric, 1) as absolute_error,
    round(error_pct::numeric, 2) as error_pct,
    round(factor_80::numeric, 3) as factor_80,
    round(low_80::numeric, 1) as low_80,
    round(high_80::numeric, 1) as high_80,
    is_in_80,
    is_in_95,
    {{ transformation_updated_at() }} as transformation_updated_at
from backtest
