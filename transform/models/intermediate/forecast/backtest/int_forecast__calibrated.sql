-- Quantiles with stretched intervals.

with quantiles as (

    select * from {{ ref('int_forecast__quantiles') }}

),

calibration as (

    select * from {{ ref('int_forecast__calibration') }}

)

select
    quantiles.*,
    calibration.outcomes_known,
    calibration.factor_80,
    calibration.factor_95,
    greatest(q50 - factor_80 * (q50 - q10), 0) as low_80,
    q50 + factor_80 * (q90 - q50) as high_80,
    greatest(q50 - factor_95 * (q50 - q025), 0) as low_95,
    q50 + factor_95 * (q975 - q50) as high_95
from quantiles
inner join calibration using (series, origin_date, measure)
