-- Streams that the tap was never told to read are empty, and look like streams
-- that the API has nothing of.
with kept as (

    select * from {{ ref('int_audit__documents_kept') }}

),

read_streams as (

    select distinct stream
    from {{ ref('stg_spacex__extractions') }}

)

select
    kept.stream || '.never_read' as check_name,
    kept.stream,
    'No run of the tap has read the stream' as description,
    1 as rows_checked,
    (read_streams.stream is null)::integer as rows_flagged
from kept
left join read_streams on kept.stream = read_streams.stream
