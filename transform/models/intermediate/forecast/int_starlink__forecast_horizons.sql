-- How far each origin is forecast: the data's own to the end of the last year,
-- month by month; the back-test to four horizons; and the month in which the
-- API froze far enough to meet the counts that came later.
{%- set frozen_on = "'2022-10-31'::date" %}

with origins as (

    select * from {{ ref('int_starlink__forecast_origins') }}

)

select origins.series, origins.origin_date, months_ahead
from origins
cross join generate_series(
    0, {{ months_to_horizon('origins.origin_date') }}
) as ahead (months_ahead)
where origins.series = 'live'

union all

select origins.series, origins.origin_date, months_ahead
from origins
cross join generate_series(1, 60) as ahead (months_ahead)
where origins.series = 'catalogue'
    and (
        months_ahead in (6, 12, 24, 36)
        or origins.origin_date = {{ frozen_on }}
    )
