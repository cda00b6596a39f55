-- One document per catalogued object; of several, the newest entry. A table: it is
-- read often, and the raw documents are unpacked and sorted once.
{{ config(materialized='table') }}

with documents as (

    select
        *,
        left(object_id, 8) as launch_designator,
        coalesce(norad_id::text, satellite_id) as object_key
    from {{ ref('stg_spacex__starlink_satellites') }}

)

select distinct on (object_key) *
from documents
order by object_key, catalogued_at desc nulls last, satellite_id
