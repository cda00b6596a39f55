-- The measured coverage of the 80 % interval is compatible with 80 %. Not asked
-- 36 months ahead: 18 origins that overlap are hardly more than one period.
select * from {{ ref('fct_starlink_forecast_accuracy') }}
where method = 'cohort'
    and months_ahead in (6, 12, 24)
    and 0.8 not between coverage_80_low and coverage_80_high
