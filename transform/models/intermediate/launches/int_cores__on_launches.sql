-- One row per launch and core on it; a core may not be assigned yet.
with launches as (

    select * from {{ ref('int_launches__with_outcome') }}

),

flights as (

    select
        launches.launch_id,
        launches.launched_at,
        launches.launched_on,
        launches.has_flown,
        assigned.position_on_launch::integer as position_on_launch,
        core ->> 'core' as core_id,
        (core ->> 'flight')::integer as flight_of_core,
        (core ->> 'reused')::boolean as is_reused,
        (core ->> 'landing_attempt')::boolean as has_landing_attempt,
        (core ->> 'landing_success')::boolean as is_landed,
        core ->> 'landing_type' as landing_type,
        core ->> 'landpad' as landpad_id
    from launches
    cross join unnest(launches.cores) with ordinality
        as assigned (core, position_on_launch)

)

select
    *,
    case
        when core_id is not null and has_flown then launched_on - lag(
            launched_on
        ) over (partition by core_id, has_flown order by launched_at)
    end as days_since_previous_flight
from flights
