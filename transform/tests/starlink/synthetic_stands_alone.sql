-- Synthetic data beside any other: nothing true can be said of the two together.
-- What was read of each stream last, so that a database can be read anew. What is
-- built on it waits for this test.
with newest as (

    select distinct on (stream) stream, source_kind
    from {{ ref('stg_spacex__extractions') }}
    where outcome <> 'failed'
    order by stream, fetched_at desc, run_id desc

)

select
    newest.stream,
    newest.source_kind
from newest
where
    newest.source_kind <> 'synthetic'
    and exists (
        select 1 from newest as others
        where others.source_kind = 'synthetic'
    )
