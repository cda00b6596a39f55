-- The constellation on the date of the data, and what was launched since; zeros
-- when nothing was loaded. A table: a row from all satellites.
{{ config(materialized='table') }}

with satellites as (

    select * from {{ ref('int_starlink__satellites') }}

),

launches as (

    select * from {{ ref('int_starlink__launches') }}

),

listed as (

    select
        count(*)::integer as satellites_catalogued,
        (count(*) filter (where is_in_orbit))::integer
            as satellites_in_orbit_in_catalogue,
        (count(*) filter (where not is_in_orbit))::integer
            as satellites_decayed
    from satellites

),

flown as (

    select
        (count(*) filter (where not is_after_as_of))::integer
            as launches_to_date,
        coalesce(sum(awaiting_catalogue), 0)::integer
            as satellites_awaiting_catalogue,
        coalesce(sum(deployed) filter (where not is_after_as_of), 0)::integer
            as satellites_deployed,
        (count(*) filter (where is_after_as_of))::integer as launches_since,
        coalesce(sum(deployed) filter (where is_after_as_of), 0)::integer
            as satellites_since,
        min(launched_on) filter (where is_after_as_of) as since_from,
        max(launched_on) filter (where is_after_as_of) as since_to,
        string_agg(
            concat(coalesce(mission, launch_key), ' (', deployed, ')'), ', '
            order by launched_on, launch_key
        ) filter (where is_after_as_of) as names_since
    from launches

)

select
    listed.satellites_catalogued + flown.satellites_awaiting_catalogue
        as satellites_launched,
    listed.satellites_in_orbit_in_catalogue
        + flown.satellites_awaiting_catalogue as satellites_in_orbit,
    listed.satellites_decayed,
    listed.satellites_catalogued,
    listed.satellites_in_orbit_in_catalogue,
    flown.satellites_awaiting_catalogue,
    flown.satellites_deployed,
    flown.launches_to_date,
    flown.launches_since,
    flown.satellites_since,
    flown.since_from,
    flown.since_to,
    flown.names_since
from listed
cross join flown
