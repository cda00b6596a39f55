-- One row per stream, as it was last read.
select
    stream, source_name, source_kind, url, outcome, fetched_at, as_of, documents,
    records, problem
from audit_extractions
order by source_name, stream
