-- What other methods forecast at the same origins: those of published answers
-- and of textbooks.
with counts as (

    select * from {{ ref('int_starlink__counts_before') }}

),

trends as (

    select * from {{ ref('int_starlink__trends') }}

),

errors as (

    select origin_date, months_ahead
    from {{ ref('int_starlink__forecast_errors') }}

),

forecasts as (

    select
        counts.origin_date,
        errors.months_ahead,
        in_orbit + months_ahead * (in_orbit - first_in_orbit)::float8
            / (counts.months_known - 1) as whole_history_mean,
        in_orbit + months_ahead * (in_orbit - in_orbit_a_year_before) / 12.0
            as net_12_months,
        in_orbit + months_ahead * ttm_satellites / 12.0 as gross_12_months,
        in_orbit + months_ahead * (in_orbit - in_orbit_two_years_before) / 24.0
            as net_24_months,
        mean + slope * p1 as straight_line,
        mean + slope * p1 + curvature * (
            p1 * p1 - (counts.months_known * counts.months_known - 1) / 12.0
        ) as parabola,
        exp(ln_mean + ln_slope * p1) as exponential
    from counts
    inner join trends on counts.origin_date = trends.origin_date
    inner join errors on counts.origin_date = errors.origin_date
    cross join lateral (
        select (counts.months_known - 1) / 2.0::float8 + months_ahead as p1
    ) as position

)

select forecasts.origin_date, forecasts.months_ahead, methods.*
from forecasts
cross join lateral (
    values
    ('whole_history_mean', whole_history_mean),
    ('straight_line', straight_line),
    ('net_12_months', net_12_months),
    ('gross_12_months', gross_12_months),
    ('net_24_months', net_24_months),
    ('parabola', parabola),
    ('mean_of_net_and_parabola', (net_12_months + parabola) / 2),
    ('exponential', exponential)
) as methods (method, forecast)
