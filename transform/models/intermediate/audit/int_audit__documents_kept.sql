-- What the tap's last full read of each stream held, and what came through.
{%- set streams = {
    'capsules': 'capsules', 'company': 'company', 'cores': 'cores',
    'crew': 'crew', 'dragons': 'dragons', 'history': 'history',
    'landpads': 'landpads', 'launches': 'launches',
    'launchpads': 'launchpads', 'payloads': 'payloads',
    'roadster': 'roadster', 'rockets': 'rockets', 'ships': 'ships',
    'starlink': 'starlink_satellites'
} %}

with extractions as (

    select * from {{ ref('stg_spacex__extractions') }}

),

newest_read as (

    select distinct on (stream) stream, documents
    from extractions
    where documents > 0
    order by stream, fetched_at desc, run_id desc

),

kept as (
    {% for stream, model in streams.items() %}
    select '{{ stream }}' as stream, count(*) as documents_kept
    from {{ ref('stg_spacex__' ~ model) }}
    {{ 'union all' if not loop.last }}
    {%- endfor %}

)

select
    kept.stream || '.documents_kept' as check_name,
    kept.stream,
    'Documents of the last body that differ in number from the rows kept'
        as description,
    coalesce(newest_read.documents, kept.documents_kept) as rows_checked,
    abs(
        coalesce(newest_read.documents, kept.documents_kept)
        - kept.documents_kept
    ) as rows_flagged
from kept
left join newest_read on kept.stream = newest_read.stream
