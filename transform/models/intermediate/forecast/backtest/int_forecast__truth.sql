-- What came, by origin and month: satellites launched and decayed since the
-- origin, as catalogued, and in orbit. Where only a public count is known of the
-- last months, launched and decayed are not.
with months as (

    select
        *,
        basis like 'catalogue%' as is_catalogued
    from {{ ref('starlink_in_orbit_monthly_2019_2026') }}

)

select
    origins.month_end as origin_date,
    later.month_end as forecast_date,
    measures.measure,
    measures.actual
from months as origins
inner join months as later on origins.month_end < later.month_end
cross join lateral (
    values
    (
        'launched',
        case when later.is_catalogued and origins.is_catalogued
            then later.launched_cumulative - origins.launched_cumulative end
    ),
    (
        'decayed',
        case when later.is_catalogued and origins.is_catalogued
            then later.decayed_cumulative - origins.decayed_cumulative end
    ),
    ('in_orbit', later.in_orbit)
) as measures (measure, actual)
where measures.actual is not null
