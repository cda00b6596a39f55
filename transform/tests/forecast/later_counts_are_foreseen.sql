-- From the month in which the API froze, every later count lies in the 80 %
-- interval.
{{ config(severity='warn') }}

select * from {{ ref('fct_starlink_forecast_vs_later') }}
where not is_in_80
