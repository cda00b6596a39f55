-- How far each origin is forecast: the date of the data to every month's end of
-- three years, then to every year's end; a past one to the horizons of the
-- back-test, and the one at which the API froze month by month, to meet the
-- counts that came later.
with origins as (

    select * from {{ ref('int_forecast__origins') }}

),

month_ends as (

    select
        origins.*,
        months_ahead,
        (
            date_trunc('month', origin_date + 1)
            + make_interval(months => months_ahead)
        )::date - 1 as forecast_date
    from origins
    cross join generate_series(
        0, {{ months_to_horizon('origins.origin_date') }} + 1
    ) as ahead (months_ahead)
    where series = 'live'

)

select
    series,
    origin_date,
    months_ahead,
    greatest(forecast_date, origin_date) as forecast_date,
    greatest(forecast_date - origin_date, 0) / 365.25::float8 as years_ahead
from month_ends
where extract(year from forecast_date) <= {{ var('horizon_year') }}
    and (months_ahead <= 36 or extract(month from forecast_date) = 12)

union all

select
    series,
    origin_date,
    months_ahead,
    (origin_date + 1 + make_interval(months => months_ahead))::date - 1
        as forecast_date,
    months_ahead / 12.0::float8 as years_ahead
from origins
cross join generate_series(1, 60) as ahead (months_ahead)
where series = 'catalogue'
    and (
        months_ahead in ({{ var('backtest_horizons') | join(', ') }})
        or origin_date = '{{ var("api_froze_on") }}'
    )
