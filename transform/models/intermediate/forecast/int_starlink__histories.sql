-- Constellations by month, to forecast from: the data's own, complete months
-- only, and the satellite catalogue's, which reaches further and judges.
{{ config(materialized='table') }}

with monthly as (

    select * from {{ ref('int_starlink__monthly') }}

),

as_of as (

    select * from {{ ref('int_starlink__as_of') }}

),

catalogue as (

    select * from {{ ref('starlink_in_orbit_monthly_2019_2025') }}

)

select
    'live' as series,
    monthly.month_end,
    monthly.launches,
    monthly.launched_to_date,
    monthly.in_orbit
from monthly
cross join as_of
where monthly.month_end <= as_of.forecast_start_date

union all

select
    'catalogue' as series,
    month_end,
    launches_in_month as launches,
    launched_cumulative as launched_to_date,
    in_orbit
from catalogue
