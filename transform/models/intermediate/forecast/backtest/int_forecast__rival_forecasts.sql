-- What the rules of thumb, and the first version of this forecast, said at the
-- same origins.
with counts as (

    select * from {{ ref('int_forecast__counts_before') }}

),

horizons as (

    select origin_date, months_ahead, forecast_date
    from {{ ref('int_forecast__horizons') }}
    where series = 'catalogue' and months_ahead in ({{
        var('backtest_horizons') | join(', ')
    }})

),

rates as (

    select
        *,
        launched - launched_a_year_before as launched_in_year,
        decayed - decayed_a_year_before as decayed_in_year,
        months_ahead / 12.0::float8 as years,
        months_ahead / (months_known - 1)::float8 as histories,
        (months_known - 1) / 2.0::float8 + months_ahead as x
    from horizons
    inner join counts using (origin_date)

),

ruled as (

    select
        origin_date,
        months_ahead,
        forecast_date,
        rules.method,
        rules.launched,
        rules.decayed,
        coalesce(rules.in_orbit, rates.in_orbit + rules.launched - rules.decayed)
            as in_orbit
    from rates
    cross join lateral (
        values
        ('net_12_months', launched_in_year * years, decayed_in_year * years, null),
        ('gross_12_months', launched_in_year * years, 0, null),
        (
            'whole_history_mean', (rates.launched - first_launched) * histories,
            rates.decayed * histories, null
        ),
        (
            'parabola', null, null,
            parabola_mean + parabola_slope * x + parabola_curvature * (
                x * x - (months_known * months_known - 1) / 12.0
            )
        )
    ) as rules (method, launched, decayed, in_orbit)

    union all

    select
        origin_date,
        months_ahead,
        forecast_date,
        'first_version' as method,
        first_version.launched,
        first_version.decayed,
        first_version.in_orbit
    from {{ ref('first_version_forecasts') }} as first_version
    inner join horizons using (origin_date, months_ahead)

)

select
    ruled.origin_date,
    ruled.months_ahead,
    ruled.forecast_date,
    ruled.method,
    measures.measure,
    measures.forecast
from ruled
cross join lateral (
    values ('launched', launched), ('decayed', decayed), ('in_orbit', in_orbit)
) as measures (measure, forecast)
where measures.forecast is not null
