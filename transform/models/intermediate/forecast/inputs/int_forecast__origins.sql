-- Where forecasts start: on the date of the data, and at each month's end of the
-- catalogues since the first at which two years' changes of the rate are known.
with as_of as (

    select * from {{ ref('int_starlink__as_of') }}

),

months as (

    select * from {{ ref('starlink_in_orbit_monthly_2019_2026') }}

)

select 'live' as series, as_of_date as origin_date
from as_of
where as_of_date is not null

union all

select 'catalogue' as series, month_end as origin_date
from months
where month_end >= '2020-12-31'
