-- Launches of Starlinks with what they deployed and what is catalogued of it, also
-- those after the date of the catalogue that the launch log knows. A table: few
-- rows from all satellites.
{{ config(materialized='table') }}

with launches as (

    select * from {{ ref('int_starlink__launch_generations') }}

),

launch_log as (

    select * from {{ ref('int_starlink__launch_log') }}

),

as_of as (

    select * from {{ ref('int_starlink__as_of') }}

),

satellites as (

    select
        launch_key,
        min(launch_site_code) as launch_site_code,
        count(*)::integer as catalogued,
        (count(*) filter (where is_in_orbit))::integer as in_orbit,
        (count(*) filter (where is_direct_to_cell))::integer as direct_to_cell
    from {{ ref('int_starlink__satellites') }}
    group by launch_key

),

joined as (

    select
        launches.*,
        launch_log.launched_at,
        launch_log.vehicle_name,
        launch_log.mission,
        launch_log.launch_group,
        launch_log.flight,
        launch_log.launch_site,
        launch_log.launch_pad,
        satellites.launch_site_code,
        launch_log.launch_key is not null as is_in_launch_log,
        coalesce(launch_log.has_reached_orbit, true) as has_reached_orbit,
        coalesce(satellites.catalogued, 0) as catalogued,
        coalesce(satellites.in_orbit, 0) as in_orbit,
        coalesce(satellites.direct_to_cell, 0) as direct_to_cell,
        greatest(launch_log.deployed, satellites.catalogued, 0) as deployed,
        launches.launched_on > as_of.as_of_date as is_after_as_of,
        as_of.has_catalogue
            and as_of.as_of_date - launches.launched_on
            between 0 and {{ var('catalogue_lag_days') }} - 1
            as is_awaited
    from launches
    cross join as_of
    left join launch_log on launches.launch_key = launch_log.launch_key
    left join satellites on launches.launch_key = satellites.launch_key

)

select
    launch_key,
    launch_id,
    launched_at,
    launched_on,
    case
        when vehicle_name is not null then lower(replace(
            regexp_replace(vehicle_name, ' V[0-9].*$', ''), ' ', '_'
        ))
        when generation = 'v3' then 'starship'
        else 'falcon_9'
    end as vehicle,
    vehicle_name,
    flight,
    launch_site || ' ' || launch_pad as pad,
    launch_site_code,
    mission,
    launch_group,
    generation,
    generation_rule,
    is_in_launch_log,
    has_reached_orbit,
    is_after_as_of,
    deployed,
    catalogued,
    case
        when is_awaited and has_reached_orbit then deployed - catalogued
        else 0
    end as awaiting_catalogue,
    in_orbit,
    catalogued - in_orbit as decayed,
    direct_to_cell
from joined
