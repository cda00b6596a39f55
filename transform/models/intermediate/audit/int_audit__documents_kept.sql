-- What the tap's last full read of each stream held, and what came through.
{%- set streams = {
    'capsules': ref('stg_spacex__capsules'),
    'company': ref('stg_spacex__company'),
    'cores': ref('stg_spacex__cores'),
    'crew': ref('stg_spacex__crew'),
    'dragons': ref('stg_spacex__dragons'),
    'history': ref('stg_spacex__history'),
    'landpads': ref('stg_spacex__landpads'),
    'launches': ref('stg_spacex__launches'),
    'launchpads': ref('stg_spacex__launchpads'),
    'payloads': ref('stg_spacex__payloads'),
    'roadster': ref('stg_spacex__roadster'),
    'rockets': ref('stg_spacex__rockets'),
    'ships': ref('stg_spacex__ships'),
    'starlink': ref('stg_spacex__starlink_satellites'),
    'satellite_catalogue': ref('stg_celestrak__satellite_catalogue'),
    'launch_log': ref('stg_gcat__launch_log')
} %}

with extractions as (

    select * from {{ ref('stg_spacex__extractions') }}

),

newest_read as (

    select distinct on (stream) stream, documents
    from extractions
    where documents > 0 and outcome <> 'failed'
    order by stream, fetched_at desc, run_id desc

),

kept as (
    {% for stream, model in streams.items() %}
    select '{{ stream }}' as stream, count(*) as documents_kept
    from {{ model }}
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
