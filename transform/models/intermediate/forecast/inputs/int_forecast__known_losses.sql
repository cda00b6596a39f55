-- Satellites of those launches that have decayed, by series, launch and day.
with launches as (

    select * from {{ ref('int_forecast__known_launches') }}

),

losses as (

    select
        'live' as series,
        launch_key,
        decayed_on,
        count(*)::integer as satellites
    from {{ ref('int_starlink__satellites') }}
    where not is_in_orbit
    group by launch_key, decayed_on

    union all

    select 'catalogue' as series, launch_key, decayed_on, satellites
    from {{ ref('starlink_decays') }}

)

select
    losses.series,
    losses.launch_key,
    launches.generation,
    launches.launched_on,
    losses.decayed_on,
    losses.satellites
from losses
inner join launches
    on losses.series = launches.series
    and losses.launch_key = launches.launch_key
