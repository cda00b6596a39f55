-- Every document of starlink, and whether a newer one of its object replaces it.
with documents as (

    select * from {{ ref('stg_spacex__starlink_satellites') }}

),

kept as (

    select * from {{ ref('int_starlink__documents_deduplicated') }}

)

select
    documents.satellite_id,
    kept.satellite_id is null as is_older_duplicate
from documents
left join kept on documents.satellite_id = kept.satellite_id
