-- Satellites launched and in orbit in every simulated future, by month. The
-- largest table here: paths times months, however many satellites there are.
{{ config(materialized='table', unlogged=true) }}
{%- set years_ahead =
    'least(horizons.months_ahead / 12.0::float8, paths.years_of_launches)' %}
{%- set years_retired =
    'least(greatest(horizons.months_ahead - paths.life_months, 0) / 12.0::float8, '
    'paths.years_of_launches)' %}

with paths as (

    select * from {{ ref('int_starlink__paths') }}

),

origins as (

    select * from {{ ref('int_starlink__forecast_origins') }}

),

horizons as (

    select * from {{ ref('int_starlink__forecast_horizons') }}

),

launched as (

    select
        paths.series,
        paths.origin_date,
        paths.path_no,
        paths.early_loss,
        horizons.months_ahead,
        origins.in_orbit as in_orbit_at_origin,
        greatest(
            {{ launched_after(
                years_ahead, 'paths.yearly_rate',
                'paths.yearly_growth', 'paths.damping'
            ) }}
            + paths.monthly_noise * sqrt(horizons.months_ahead),
            0
        ) as launched_since,
        greatest(
            {{ launched_after(
                years_retired, 'paths.yearly_rate', 'paths.yearly_growth',
                'paths.damping'
            ) }}
            + paths.monthly_noise * (
                sqrt(horizons.months_ahead)
                - sqrt(least(horizons.months_ahead, paths.life_months))
            ),
            0
        ) as launched_since_and_retired,
        {{ share_retired(
            'origins.launched_by_month', 'origins.months_known',
            'horizons.months_ahead', 'paths.life_months'
        ) }} as share_retired
    from paths
    inner join origins
        on paths.series = origins.series
        and paths.origin_date = origins.origin_date
    inner join horizons
        on paths.series = horizons.series
        and paths.origin_date = horizons.origin_date

)

select
    series,
    origin_date,
    path_no,
    months_ahead,
    round(launched_since)::integer as satellites_launched_since,
    greatest(round({{ in_orbit_after(
        'in_orbit_at_origin', 'share_retired', 'early_loss', 'launched_since',
        'launched_since_and_retired'
    ) }}), 0)::integer as in_orbit
from launched
