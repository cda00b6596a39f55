-- One standard error of a chance is at most half a point.
{{ config(severity='warn') }}

select * from {{ ref('fct_starlink_chances') }}
where standard_error_points > 0.5
