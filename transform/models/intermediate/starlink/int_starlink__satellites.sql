-- One row per catalogued object, as known on the data's own date. A table: it is
-- read often.
{{ config(materialized='table') }}

with satellites as (

    select * from {{ ref('int_starlink__satellites_attributed') }}

),

as_of as (

    select * from {{ ref('int_starlink__as_of') }}

),

launch_versions as (

    select * from {{ ref('int_starlink__launch_versions') }}

)

select
    satellites.satellite_id,
    satellites.norad_id,
    satellites.object_name,
    satellites.object_id,
    coalesce(launch_versions.version, 'unknown') as version,
    satellites.launch_id,
    satellites.api_launch_id,
    satellites.launch_key,
    satellites.launch_rule,
    satellites.launched_on,
    satellites.decayed_on,
    satellites.decayed_on is null
        or satellites.decayed_on > as_of.as_of_date as is_in_orbit,
    satellites.height_km,
    satellites.inclination_deg,
    satellites.catalogued_at
from satellites
cross join as_of
left join launch_versions on satellites.launch_key = launch_versions.launch_key
where satellites.launched_on <= as_of.as_of_date
    or satellites.launched_on is null
