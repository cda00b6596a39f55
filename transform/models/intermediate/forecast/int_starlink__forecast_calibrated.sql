-- Quantiles with intervals stretched by the calibration of the nearest horizon.
{{ config(materialized='table') }}

with quantiles as (

    select
        *,
        case
            when months_ahead < 9 then 6
            when months_ahead < 18 then 12
            when months_ahead < 30 then 24
            else 36
        end as horizon_months
    from {{ ref('int_starlink__forecast_quantiles') }}

),

calibration as (

    select * from {{ ref('int_starlink__calibration') }}

)

select
    quantiles.series,
    quantiles.origin_date,
    quantiles.months_ahead,
    quantiles.month_end,
    quantiles.q025,
    quantiles.q10,
    quantiles.q25,
    quantiles.q50,
    quantiles.q75,
    quantiles.q90,
    quantiles.q975,
    calibration.factor_80,
    calibration.factor_95,
    greatest(q50 - factor_80 * (q50 - q10), 0) as low_80,
    q50 + factor_80 * (q90 - q50) as high_80,
    greatest(q50 - factor_95 * (q50 - q025), 0) as low_95,
    q50 + factor_95 * (q975 - q50) as high_95
from quantiles
inner join calibration
    on quantiles.series = calibration.series
    and quantiles.origin_date = calibration.origin_date
    and quantiles.horizon_months = calibration.horizon_months
