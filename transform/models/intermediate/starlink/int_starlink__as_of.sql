-- The date of the data: that of the newer of two sources, the satellite catalogue
-- and the API. The launch log may be newer still: it says what was launched since.
-- A table: one row that many read.
{{ config(materialized='table') }}

with source_dates as (

    select * from {{ ref('int_starlink__source_dates') }}

),

newest as (

    select * from source_dates
    where source_name <> 'gcat'
    order by as_of_date desc nulls last, source_kind is null, source_name
    limit 1

),

by_source as (

    select
        {%- for name, source_name in [
            ('api', 'spacex'), ('catalogue', 'celestrak'),
            ('launch_log', 'gcat')
        ] %}
        max(as_of_date) filter (where source_name = '{{ source_name }}')
            as {{ name }}_as_of_date,
        max(source_kind) filter (where source_name = '{{ source_name }}')
            as {{ name }}_kind
        {{- ',' if not loop.last }}
        {%- endfor %}
    from source_dates

)

select
    newest.as_of_date,
    (date_trunc('month', newest.as_of_date + 1) - interval '1 day')::date
        as forecast_start_date,
    newest.as_of_basis,
    newest.source_name,
    newest.source_kind,
    newest.source_url,
    newest.fetched_at,
    newest.source_name = 'celestrak' as has_catalogue,
    by_source.*
from newest
cross join by_source
