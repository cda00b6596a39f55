-- What a forecast starts from is what was in orbit: at each month's end of the
-- catalogues, and on the date of the data.
with cohorts as (

    select series, origin_date, sum(satellites) as satellites
    from {{ ref('int_forecast__cohorts') }}
    group by series, origin_date

),

counted as (

    select 'catalogue' as series, month_end as origin_date, in_orbit
    from {{ ref('starlink_in_orbit_monthly_2019_2026') }}
    where basis like 'catalogue%'

    union all

    select 'live', as_of.as_of_date, constellation.satellites_in_orbit
    from {{ ref('int_starlink__constellation_today') }} as constellation
    cross join {{ ref('int_starlink__as_of') }} as as_of

)

select cohorts.*, counted.in_orbit
from cohorts
inner join counted
    on cohorts.series = counted.series
    and cohorts.origin_date = counted.origin_date
where cohorts.satellites <> counted.in_orbit
