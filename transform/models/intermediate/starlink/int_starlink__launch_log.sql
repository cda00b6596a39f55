-- Launches of Starlinks in the launch log. Deployed are payloads that reached an
-- orbit: in the US catalogue (S) or not (A). The log's own name of each counts
-- it: a payload's number changes when it is catalogued. A table: few rows of many.
{{ config(materialized='table') }}

with payloads as (

    select
        *,
        regexp_replace(payload_name, '-\d+( \(U\))?$', '') as mission
    from {{ ref('stg_gcat__launch_log') }}
    where launch_key is not null
        and left(jcat, 1) in ('S', 'A')
        and (object_name like 'Starlink%' or payload_name like 'Starlink%')

)

select
    launch_key,
    min(launched_at) filter (
        where date_precision in ('second', 'minute') and not is_date_doubtful
    ) as launched_at,
    min(launched_on) filter (
        where date_precision in ('second', 'minute', 'hour', 'day')
    ) as launched_on,
    min(vehicle_name) as vehicle_name,
    min(flight) as flight,
    min(launch_site) as launch_site,
    min(launch_pad) as launch_pad,
    min(mission) as mission,
    substring(min(mission) from 'Group (\w+-\d+)') as launch_group,
    substring(min(mission) from 'Group (\d+)-\d+')::integer as group_number,
    bool_and(launch_code like 'OS%') as has_reached_orbit,
    count(distinct coalesce(payload_name, object_name, jcat))::integer
        as deployed
from payloads
group by launch_key
