-- What the back-test of the simulation measured, in one row.
with accuracy as (

    select * from {{ ref('int_starlink__accuracy') }}
    where method = 'cohort'

),

calibration as (

    select * from {{ ref('int_starlink__calibration') }}
    where series = 'live' and horizon_months = 36

)

select
    max(mean_absolute_error) filter (where months_ahead = 12)
        as backtest_mae_12m,
    max(mean_absolute_error) filter (where months_ahead = 24)
        as backtest_mae_24m,
    max(coverage_80) filter (where months_ahead = 12) as backtest_coverage_80,
    (select max(factor_80) from calibration) as calibration_factor_80
from accuracy
