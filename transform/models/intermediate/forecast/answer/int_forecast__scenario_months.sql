-- Each scenario of one path by horizon. Without a life nothing comes down.
with scenarios as (

    select * from {{ ref('int_forecast__scenarios') }}
    where method = 'one_path' and flights_0 is not null

),

strata as (

    select * from {{ ref('int_forecast__strata') }}
    where not is_drawn

),

shapes as (

    select * from {{ ref('int_forecast__shapes') }}
    where series = 'live'

),

paths as (

    select
        scenarios.*,
        shapes.*,
        scenarios.life_years is null as is_without_end,
        row_number() over (
            partition by scenarios.scenario_key, shapes.months_ahead
            order by strata.life_no
        ) as life_place
    from scenarios
    inner join strata
        on scenarios.damping = strata.damping
        and coalesce(scenarios.life_years = strata.life_years, true)
    inner join shapes
        on strata.damping_no = shapes.damping_no
        and strata.life_no = shapes.life_no

)

select
    scenario_key,
    months_ahead,
    forecast_date,
    {{ add_up_shapes('satellites', 'launched', 1) }} as launched,
    {{ add_up_shapes('flights', 'launched', 1) }} as flights,
    case
        when is_without_end
            then in_orbit_at_origin
            + {{ add_up_shapes('satellites', 'launched', 1) }}
        else survivors + {{ add_up_shapes('satellites', 'surviving', 1) }}
    end as in_orbit,
    target_satellites
from paths
where life_place = 1
