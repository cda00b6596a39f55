-- As of when each source holds, and where it was read. The catalogues' bodies are
-- dated; when the API answered says nothing of its data, which are frozen, so its
-- newest entry dates them. A table: rows that all satellites are read for.
{{ config(materialized='table') }}

with accepted as (

    select * from {{ ref('stg_spacex__extractions') }}
    where outcome <> 'failed'

),

newest as (

    select distinct on (stream) stream, source_kind, url, fetched_at
    from accepted
    order by stream, fetched_at desc, run_id desc

),

newest_dated as (

    select distinct on (stream)
        stream,
        (as_of at time zone 'UTC')::date as as_of_date,
        as_of_basis
    from accepted
    where as_of is not null and source_name <> 'spacex'
    order by stream, fetched_at desc, run_id desc

),

content as (

    select
        'spacex' as source_name,
        'starlink' as stream,
        (max(catalogued_at) at time zone 'UTC')::date as newest_date
    from {{ ref('stg_spacex__starlink_satellites') }}

    union all

    select
        'celestrak',
        'satellite_catalogue',
        greatest(max(launched_on), max(decayed_on))
    from {{ ref('int_starlink__catalogue') }}

    union all

    select 'gcat', 'launch_log', max(launched_on)
    from {{ ref('int_starlink__launch_log') }}

)

select
    content.source_name,
    content.stream,
    case
        when content.newest_date is not null
            then coalesce(newest_dated.as_of_date, content.newest_date)
    end as as_of_date,
    coalesce(newest_dated.as_of_basis, 'content') as as_of_basis,
    content.newest_date,
    newest.source_kind,
    newest.url as source_url,
    newest.fetched_at
from content
left join newest on content.stream = newest.stream
left join newest_dated on content.stream = newest_dated.stream
