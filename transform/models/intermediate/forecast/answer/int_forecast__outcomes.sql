-- When the simulation and each scenario reach their target, as quantiles over
-- all futures with never as infinity. A path alone has its one date as median.
{%- set levels = quantile_levels() %}

with scenarios as (

    select scenario_key
    from {{ ref('int_forecast__scenarios') }}
    where method = 'simulation'

),

futures as (

    select
        scenarios.scenario_key,
        coalesce(passages.reached_on, 'infinity') as reached_on,
        coalesce(passages.launches_needed, 'infinity') as launches_needed
    from scenarios
    cross join {{ ref('int_forecast__path_draws') }} as draws
    left join {{ ref('int_forecast__first_passages') }} as passages
        on scenarios.scenario_key = passages.scenario_key
        and draws.path_no = passages.path_no

),

summarised as (

    select
        scenario_key,
        percentile_disc(array{{ levels.values() | list }}::float8[])
            within group (order by reached_on) as reach_dates,
        percentile_disc(array[0.1, 0.5, 0.9]::float8[])
            within group (order by launches_needed) as launches
    from futures
    group by scenario_key

)

select
    scenario_key,
    {%- for name in levels %}
    nullif(reach_dates[{{ loop.index }}], 'infinity')
        as reach_date_{{ name | replace('q', 'p') }},
    {%- endfor %}
    {%- for name in ['p10', 'p50', 'p90'] %}
    nullif(launches[{{ loop.index }}], 'infinity')
        as launches_needed_{{ name }}{{ ',' if not loop.last }}
    {%- endfor %}
from summarised

union all

select
    scenario_key,
    {%- for name in levels %}
    {{ 'reached_on' if name == 'q50' else 'null' }},
    {%- endfor %}
    null,
    launches_needed,
    null
from {{ ref('int_forecast__scenario_passages') }}
