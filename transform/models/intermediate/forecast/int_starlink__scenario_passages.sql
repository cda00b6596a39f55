-- When each scenario of one path reaches its target; infinity: never, as far as
-- the forecast looks.
with months as (

    select * from {{ ref('int_starlink__scenario_months') }}

),

scenarios as (

    select * from {{ ref('int_starlink__scenarios') }}
    where method = 'closed_form' and launch_size > 0

),

reached as (

    select
        scenario_key,
        min(months_ahead) as months_ahead,
        min(satellites_launched_since) as satellites_launched
    from months
    where in_orbit >= target_satellites
    group by scenario_key

)

select
    scenarios.scenario_key,
    coalesce(reached.months_ahead, 'infinity'::float8) as months_ahead,
    coalesce(reached.satellites_launched, 'infinity'::float8)
        / scenarios.launch_size::float8 as launches_needed,
    coalesce(scenarios.saturation_level::float8, 'infinity')
        as saturation_level
from scenarios
left join reached on scenarios.scenario_key = reached.scenario_key
