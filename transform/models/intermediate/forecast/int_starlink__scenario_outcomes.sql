-- When the simulation and each scenario reach their target, as quantiles over
-- all futures. A scenario of one path is a distribution too, with one date.
{{ config(materialized='table') }}
{%- set years = [2030, 2035, 2040, 2050, 2100] %}
{%- set quantiles = [
    ('p025', 0.025), ('p10', 0.10), ('p25', 0.25), ('p50', 0.50),
    ('p75', 0.75), ('p90', 0.90), ('p975', 0.975)
] %}

with scenarios as (

    select * from {{ ref('int_starlink__scenarios') }}

),

origin as (

    select * from {{ ref('int_starlink__forecast_origins') }}
    where series = 'live'

),

passages as (

    select scenario_key, months_ahead, launches_needed, saturation_level
    from {{ ref('int_starlink__first_passages') }}

    union all

    select scenario_key, months_ahead, launches_needed, saturation_level
    from {{ ref('int_starlink__scenario_passages') }}

),

summarised as (

    select
        passages.scenario_key,
        percentile_disc(0.5) within group (order by passages.saturation_level)
            as saturation_level_p50,
        {%- for name, level in quantiles %}
        percentile_disc({{ level }}) within group (
            order by passages.months_ahead
        ) as months_{{ name }},
        {%- endfor %}
        {%- for name, level in [('p10', 0.1), ('p50', 0.5), ('p90', 0.9)] %}
        percentile_disc({{ level }}) within group (
            order by passages.launches_needed
        ) as launches_{{ name }},
        {%- endfor %}
        {%- for year in years %}
        avg((passages.months_ahead <= {{ months_to_year('origin.origin_date', year) }})::integer)
            as prob_reached_by_{{ year }}{{ ',' if not loop.last }}
        {%- endfor %}
    from passages
    cross join origin
    group by passages.scenario_key

)

select
    scenarios.scenario_key,
    {%- for name, level in quantiles %}
    case
        when summarised.months_{{ name }} < 'infinity' then (
            origin.origin_date + 1 + make_interval(
                months => summarised.months_{{ name }}::integer
            )
        )::date - 1
    end as reach_date_{{ name }},
    {%- endfor %}
    {%- for name in ['p10', 'p50', 'p90'] %}
    case
        when summarised.launches_{{ name }} < 'infinity'
            then ceil(round(summarised.launches_{{ name }}::numeric, 6))::integer
    end as launches_needed_{{ name }},
    {%- endfor %}
    {%- for year in years %}
    round(summarised.prob_reached_by_{{ year }}, 4)
        as prob_reached_by_{{ year }},
    {%- endfor %}
    nullif(summarised.saturation_level_p50, 'infinity') as saturation_level_p50
from scenarios
left join summarised on scenarios.scenario_key = summarised.scenario_key
left join origin on true
