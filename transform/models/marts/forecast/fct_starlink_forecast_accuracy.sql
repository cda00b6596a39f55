with accuracy as (

    select * from {{ ref('int_forecast__accuracy') }}

)

select
    scope,
    measure,
    method,
    months_ahead,
    forecasts,
    round(effective_forecasts, 1) as effective_forecasts,
    round(mean_absolute_error::numeric, 1) as mean_absolute_error,
    round(bias::numeric, 1) as bias,
    round(mean_error_pct::numeric, 2) as mean_error_pct,
    round(mean_error_pct_low::numeric, 2) as mean_error_pct_low,
    round(mean_error_pct_high::numeric, 2) as mean_error_pct_high,
    round(bias_pct::numeric, 2) as bias_pct,
    round(coverage_80, 3) as coverage_80,
    round(coverage_95, 3) as coverage_95,
    round(factor_80::numeric, 3) as factor_80,
    {{ transformation_updated_at() }} as transformation_updated_at
from accuracy
