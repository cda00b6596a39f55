-- Meant to warn for as long as the API stands still (its newest catalogue entry
-- is of 2022): how old the data is, which is not when the tap last asked for it.
-- The latter is the freshness of the sources.
{{ config(severity='warn') }}

select as_of_date
from {{ ref('int_starlink__as_of') }}
where as_of_date
    < '{{ run_started_at.date() }}'::date - {{ var('current_within_days') }}
