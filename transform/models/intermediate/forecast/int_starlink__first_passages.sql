-- When each simulated future reaches the target, with how many satellites
-- launched till then, and where it settles; infinity: never.
with path_months as (

    select * from {{ ref('int_starlink__path_months') }}
    where series = 'live'

),

paths as (

    select * from {{ ref('int_starlink__paths') }}
    where series = 'live'

),

scenarios as (

    select * from {{ ref('int_starlink__scenarios') }}
    where method = 'simulation'

),

reached as (

    select
        scenarios.scenario_key,
        path_months.path_no,
        min(path_months.months_ahead) as months_ahead,
        min(path_months.satellites_launched_since) as satellites_launched
    from path_months
    inner join scenarios
        on path_months.in_orbit >= scenarios.target_satellites
    group by scenarios.scenario_key, path_months.path_no

)

select
    scenarios.scenario_key,
    paths.path_no,
    coalesce(reached.months_ahead, 'infinity'::float8) as months_ahead,
    coalesce(reached.satellites_launched, 'infinity'::float8)
        / scenarios.launch_size::float8 as launches_needed,
    case
        when paths.years_of_launches < 'infinity' then 0
        when paths.yearly_growth = 0 or paths.damping < 1
            then (1 - paths.early_loss) * paths.life_months / 12.0::float8 * (
                paths.yearly_rate + case
                    when paths.yearly_growth = 0 then 0
                    else paths.yearly_growth / (1 - paths.damping)
                end
            )
        else 'infinity'::float8
    end as saturation_level
from scenarios
cross join paths
left join reached
    on scenarios.scenario_key = reached.scenario_key
    and paths.path_no = reached.path_no
