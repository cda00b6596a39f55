with backtest as (

    select * from {{ ref('int_starlink__backtest') }}

)

select
    origin_date,
    months_ahead,
    method,
    month_end,
    actual,
    forecast,
    absolute_error,
    q025,
    q10,
    q25,
    q50,
    q75,
    q90,
    q975,
    pinball,
    factor_80,
    low_80,
    high_80,
    is_in_raw_50,
    is_in_raw_80,
    is_in_raw_95,
    is_in_80,
    is_in_95,
    {{ transformation_updated_at() }} as transformation_updated_at
from backtest
