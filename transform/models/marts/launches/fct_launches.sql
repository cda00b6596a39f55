with launches as (

    select * from {{ ref('int_launches__with_outcome') }}

),

rockets as (

    select * from {{ ref('stg_spacex__rockets') }}

),

launchpads as (

    select * from {{ ref('stg_spacex__launchpads') }}

),

payloads as (

    select * from {{ ref('int_launches__payloads_summed') }}

)

select
    launches.launch_id,
    launches.flight_number::integer as flight_number,
    launches.launch_name,
    launches.launched_at,
    launches.launched_on,
    extract(year from launches.launched_on)::integer as launch_year,
    launches.date_precision,
    launches.is_date_tbd,
    launches.is_date_no_earlier_than,
    launches.is_upcoming,
    launches.has_flown,
    launches.is_success,
    launches.outcome,
    launches.is_latest,
    launches.rocket_id,
    rockets.rocket_name,
    launches.launchpad_id,
    launchpads.launchpad_name,
    coalesce(payloads.payloads, 0) as payloads,
    payloads.payload_mass_kg,
    coalesce(cardinality(launches.cores), 0) as cores,
    coalesce(cardinality(launches.crew), 0) as crew,
    launches.starlink_satellites,
    launches.failures[1] ->> 'reason' as failure_reason,
    launches.details,
    {{ transformation_updated_at() }} as transformation_updated_at
from launches
left join rockets on launches.rocket_id = rockets.rocket_id
left join launchpads on launches.launchpad_id = launchpads.launchpad_id
left join payloads on launches.launch_id = payloads.launch_id
