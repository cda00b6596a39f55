-- One row per satellite, as known on the date of the data. A table: it is read
-- often.
{{ config(materialized='table') }}

with satellites as (

    select * from {{ ref('int_starlink__satellites_combined') }}

),

as_of as (

    select * from {{ ref('int_starlink__as_of') }}

),

launches as (

    select * from {{ ref('int_starlink__launch_generations') }}

),

dated as (

    select
        satellites.*,
        -- A day before the launch is a typing error in the catalogue; the audit
        -- counts them.
        case
            when satellites.decayed_on < launches.launched_on
                then launches.launched_on
            else satellites.decayed_on
        end as bounded_decayed_on,
        launches.launch_id as launch_id_of_siblings,
        coalesce(launches.launched_on, satellites.launched_on)
            as launched_on_of_launch,
        coalesce(launches.generation, 'unknown') as generation,
        coalesce(launches.generation_rule, 'none') as generation_rule,
        as_of.as_of_date
    from satellites
    cross join as_of
    left join launches on satellites.launch_key = launches.launch_key

)

select
    satellite_key,
    satellite_id,
    norad_id,
    object_name,
    object_id,
    generation,
    generation_rule,
    api_version,
    is_direct_to_cell,
    coalesce(launch_id, launch_id_of_siblings) as launch_id,
    api_launch_id,
    launch_key,
    launch_rule,
    launched_on_of_launch as launched_on,
    bounded_decayed_on as decayed_on,
    decay_source,
    bounded_decayed_on is null or bounded_decayed_on > as_of_date
        as is_in_orbit,
    entry_source,
    launch_site_code,
    operational_status_code,
    height_km,
    apogee_km,
    perigee_km,
    inclination_deg,
    catalogued_at
from dated
where launched_on_of_launch <= as_of_date
    or launched_on_of_launch is null
