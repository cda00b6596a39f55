-- The data's own date, and where it came from. A table: a row that all documents
-- are read for.
{{ config(materialized='table') }}

with satellites as (

    select * from {{ ref('stg_spacex__starlink_satellites') }}

),

extractions as (

    select * from {{ ref('stg_spacex__extractions') }}
    where stream = 'starlink'

),

newest_extraction as (

    select source_kind, url, fetched_at
    from extractions
    order by fetched_at desc, run_id desc
    limit 1

),

newest_entry as (

    select (max(catalogued_at) at time zone 'UTC')::date as as_of_date
    from satellites

)

select
    newest_entry.as_of_date,
    (date_trunc('month', newest_entry.as_of_date + 1) - interval '1 day')::date
        as forecast_start_date,
    newest_extraction.source_kind,
    newest_extraction.url as source_url,
    newest_extraction.fetched_at
from newest_entry
left join newest_extraction on true
