with extractions as (

    select * from {{ ref('stg_spacex__extractions') }}

)

select distinct on (stream)
    stream,
    run_id,
    source_name,
    source_kind,
    url,
    outcome,
    problem,
    http_status,
    fetched_at,
    as_of,
    as_of_basis,
    bytes,
    documents,
    records,
    {{ transformation_updated_at() }} as transformation_updated_at
from extractions
order by stream, run_id desc
