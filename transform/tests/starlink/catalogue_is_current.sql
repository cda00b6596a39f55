-- A catalogue of today whose newest Starlink was launched, or decayed, long ago: the
-- file is renewed, and what is in it is not.
{{ config(severity='warn') }}

select as_of_date, newest_date
from {{ ref('int_starlink__source_dates') }}
where source_name = 'celestrak'
    and newest_date < as_of_date - {{ var('current_within_days') }}
