-- How old the data is, which is not when the tap last asked for it (that is the
-- freshness of the sources): a catalogue that no longer comes, or none, when the
-- API's data ended in 2022. In staging and prod nobody must take it for today's.
{{ config(severity='error' if target.name in ('staging', 'prod') else 'warn') }}

select source_name, as_of_date
from {{ ref('int_starlink__as_of') }}
where as_of_date
    < '{{ run_started_at.date() }}'::date - {{ var('source_age_days') }}
