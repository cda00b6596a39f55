{{ config(materialized='table') }}

-- Life without an end is one longer than any forecast.
{%- set no_end_months = 120000 %}
{%- set years_retired =
    'least(greatest(months_ahead - retired_after, 0) / 12.0, '
    'years_of_launches)' %}

with scenarios as (

    select * from {{ ref('int_starlink__scenarios') }}
    where method = 'closed_form'

),

origin as (

    select * from {{ ref('int_starlink__forecast_origins') }}
    where series = 'live'

),

months as (

    select
        scenarios.*,
        origin.*,
        {{ years_of_launches(
            'origin.ttm_satellites',
            '(origin.yearly_growth * scenarios.growth_share)',
            'scenarios.damping'
        ) }} as years_of_launches,
        coalesce(scenarios.life_months, {{ no_end_months }}) as retired_after,
        months_ahead,
        (
            origin.origin_date + 1 + make_interval(months => months_ahead)
        )::date - 1 as month_end
    from scenarios
    cross join origin
    cross join generate_series(
        0, {{ months_to_horizon('origin.origin_date') }}
    ) as ahead (months_ahead)
    where origin.ttm_satellites > 0

),

launched as (

    select
        *,
        {{ launched_after(
            'least(months_ahead / 12.0, years_of_launches)', 'ttm_satellites',
            '(yearly_growth * growth_share)', 'damping'
        ) }} as launched_since,
        {{ launched_after(
            years_retired,
            'ttm_satellites', '(yearly_growth * growth_share)', 'damping'
        ) }} as launched_since_and_retired,
        {{ share_retired(
            'launched_by_month', 'months_known', 'months_ahead', 'retired_after'
        ) }} as share_retired
    from months

)

select
    scenario_key,
    month_end,
    months_ahead,
    round(launched_since)::integer as satellites_launched_since,
    ceil(
        round((launched_since / launch_size)::numeric, 6)
    )::integer as launches_since,
    round({{ in_orbit_after(
        'in_orbit', 'share_retired', 'early_loss', 'launched_since',
        'launched_since_and_retired'
    ) }})::integer as in_orbit,
    target_satellites
from launched
