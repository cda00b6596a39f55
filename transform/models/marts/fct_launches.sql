with launches as (

    select * from {{ ref('stg_spacex__launches') }}

),

rockets as (

    select * from {{ ref('stg_spacex__rockets') }}

),

launchpads as (

    select * from {{ ref('stg_spacex__launchpads') }}

),

payloads as (

    select * from {{ ref('int_launches__payloads_summed') }}

),

satellites as (

    select launch_id, count(*)::integer as starlink_satellites
    from {{ ref('int_starlink__satellites') }}
    where launch_id is not null
    group by launch_id

),

joined as (

    select
        launches.*,
        rockets.rocket_name,
        launchpads.launchpad_name,
        coalesce(payloads.payloads, 0) as payloads,
        payloads.payload_mass_kg,
        coalesce(satellites.starlink_satellites, 0) as starlink_satellites,
        not launches.is_upcoming or satellites.launch_id is not null
            as has_flown
    from launches
    left join rockets on launches.rocket_id = rockets.rocket_id
    left join launchpads on launches.launchpad_id = launchpads.launchpad_id
    left join payloads on launches.launch_id = payloads.launch_id
    left join satellites on launches.launch_id = satellites.launch_id

)

select
    launch_id,
    flight_number::integer as flight_number,
    launch_name,
    launched_at,
    launched_on,
    extract(year from launched_on)::integer as launch_year,
    date_precision,
    is_upcoming,
    has_flown,
    is_success,
    case
        when not has_flown then 'upcoming'
        when is_success then 'success'
        when not is_success then 'failure'
        else 'unknown'
    end as outcome,
    has_flown and launched_at = max(launched_at) filter (where has_flown)
        over () as is_latest,
    rocket_id,
    rocket_name,
    launchpad_id,
    launchpad_name,
    payloads,
    payload_mass_kg,
    cardinality(cores) as cores,
    cardinality(crew) as crew,
    starlink_satellites,
    failures[1] ->> 'reason' as failure_reason,
    details,
    {{ transformation_updated_at() }} as transformation_updated_at
from joined
