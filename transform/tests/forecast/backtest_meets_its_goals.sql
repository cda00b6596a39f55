-- What was asked of the forecast and is not met: a warning, as long as it is so.
-- It is measured, not made true.
{{ config(severity='warn') }}

select * from {{ ref('fct_starlink_forecast_goals') }}
where not is_met
