-- Grows by one row per check with every run of the tap; a build of the same
-- data writes the same rows again.
{{ config(
    materialized='incremental',
    unique_key='audit_key',
    on_schema_change='append_new_columns'
) }}

with runs as (

    select coalesce(max(run_id), 'none') as run_id
    from {{ ref('stg_spacex__extractions') }}

),

checks as (

    select * from {{ ref('int_audit__documents_kept') }}

    union all

    select * from {{ ref('int_audit__streams_read') }}

    union all

    select * from {{ ref('int_audit__rows_flagged') }}

)

select
    concat(runs.run_id, '|', checks.check_name) as audit_key,
    runs.run_id,
    checks.check_name,
    checks.stream,
    checks.description,
    checks.rows_checked,
    checks.rows_flagged,
    {{ transformation_updated_at() }} as transformation_updated_at
from checks
cross join runs
