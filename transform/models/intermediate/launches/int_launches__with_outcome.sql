-- Launches, and whether they have flown: "upcoming" is set late, but a launch
-- that satellites are tracked from has flown.
-- A table: few rows from all satellites.
{{ config(materialized='table') }}

with launches as (

    select * from {{ ref('stg_spacex__launches') }}

),

satellites as (

    select launch_id, count(*)::integer as starlink_satellites
    from {{ ref('int_starlink__satellites') }}
    where launch_id is not null
    group by launch_id

),

counted as (

    select
        launches.*,
        coalesce(satellites.starlink_satellites, 0) as starlink_satellites,
        not launches.is_upcoming or satellites.launch_id is not null
            as has_flown
    from launches
    left join satellites on launches.launch_id = satellites.launch_id

)

select
    *,
    case
        when not has_flown then 'upcoming'
        when is_success then 'success'
        when not is_success then 'failure'
        else 'unknown'
    end as outcome,
    has_flown and launched_at = max(launched_at) filter (where has_flown)
        over () as is_latest
from counted
