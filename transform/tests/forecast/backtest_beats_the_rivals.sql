-- Twelve and 24 months ahead the simulation errs at most half as much as the
-- whole-history mean, and less than every other method at the same origins.
with accuracy as (

    select * from {{ ref('fct_starlink_forecast_accuracy') }}
    where months_ahead in (12, 24)

)

select rivals.*
from accuracy as rivals
inner join accuracy as cohort
    on rivals.months_ahead = cohort.months_ahead
    and cohort.method = 'cohort'
where rivals.method <> 'cohort'
    and (
        rivals.mean_absolute_error <= cohort.mean_absolute_error
        or rivals.origins <> cohort.origins
        or cohort.error_ratio > 0.5
    )
