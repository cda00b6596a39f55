-- SpaceX's launches as the launch log has them, and launches of Starlinks that the
-- satellite catalogue alone knows. A table: few rows of many.
{{ config(materialized='table') }}

with payloads as (

    select * from {{ ref('stg_gcat__launch_log') }}
    where launch_agency = 'SPX'

),

starlink as (

    select * from {{ ref('int_starlink__launches') }}

),

pads as (

    select * from {{ ref('launch_log_pads') }}

),

logged as (

    select
        launch_tag,
        min(launched_at) filter (
            where date_precision in ('second', 'minute')
        ) as launched_at,
        min(launched_on) as launched_on,
        min(vehicle_name) as vehicle_name,
        min(launch_site) as launch_site,
        min(launch_pad) as launch_pad,
        min(launch_code) as launch_code,
        (array_agg(payload_name order by length(piece), piece, jcat))[1]
            as first_payload_name,
        count(distinct piece) as payloads
    from payloads
    group by launch_tag

)

select
    coalesce(logged.launch_tag, starlink.launch_key) as launch_tag,
    starlink.launch_id as starlink_launch_id,
    starlink.launch_key is not null as is_starlink,
    starlink.launch_group,
    case
        when starlink.mission is not null then starlink.mission
        when logged.payloads > 1 then concat(
            logged.first_payload_name, ' and ', logged.payloads - 1, ' more'
        )
        else logged.first_payload_name
    end as launch_name,
    logged.launched_at,
    coalesce(logged.launched_on, starlink.launched_on) as launched_on,
    case
        when logged.vehicle_name is not null
            then regexp_replace(logged.vehicle_name, ' V[0-9].*$', '')
        else initcap(replace(starlink.vehicle, '_', ' '))
    end as rocket_name,
    coalesce(
        pads.launchpad_name, logged.launch_site || ' ' || logged.launch_pad
    ) as launchpad_name,
    case
        when logged.launch_code like 'OF%' then 'failure'
        when logged.launch_code like 'OS%' or logged.launch_code like 'DS%'
            then 'success'
        when starlink.catalogued > 0 then 'success'
        else 'unknown'
    end as outcome,
    coalesce(starlink.deployed, 0) as starlink_satellites,
    case when logged.launch_tag is not null then 'gcat' else 'celestrak' end
        as source_name
from logged
full join starlink on logged.launch_tag = starlink.launch_key
left join pads
    on logged.launch_site = pads.launch_site
    and logged.launch_pad = pads.launch_pad
