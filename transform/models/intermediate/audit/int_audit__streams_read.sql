-- Streams that the tap was never told to read are empty, and look like streams
-- that their source has nothing of; those whose source failed are old.
with kept as (

    select * from {{ ref('int_audit__documents_kept') }}

),

newest as (

    select distinct on (stream) stream, outcome
    from {{ ref('stg_spacex__extractions') }}
    order by stream, fetched_at desc, run_id desc

)

select
    kept.stream || checks.check_name as check_name,
    kept.stream,
    checks.description,
    1 as rows_checked,
    checks.is_flagged::integer as rows_flagged
from kept
left join newest on kept.stream = newest.stream
cross join lateral (
    values
    (
        '.never_read', 'No run of the tap has read the stream',
        newest.stream is null
    ),
    (
        '.failed', 'The last run of the tap could not read the stream',
        coalesce(newest.outcome = 'failed', false)
    )
) as checks (check_name, description, is_flagged)
