-- Starlinks in the satellite catalogue: by name and type, since debris and stages
-- of the same launches carry its designator, too. A table: few rows of many.
{{ config(materialized='table') }}

with objects as (

    select * from {{ ref('stg_celestrak__satellite_catalogue') }}

)

select
    norad_id,
    object_name,
    object_id,
    substring(object_id from '^\d{4}-\d{3}') as launch_key,
    launch_site_code,
    operational_status_code,
    data_status_code,
    launched_on,
    decayed_on,
    object_name like '%[DTC]%' as is_direct_to_cell,
    substring(object_name from '^STARLINK-(\d+)')::bigint as name_number,
    inclination_deg,
    apogee_km,
    perigee_km
from objects
where object_type = 'PAY'
    and (object_name like 'STARLINK-%' or object_name like 'TINTIN%')
