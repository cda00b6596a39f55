-- The constellation at every month's end, from the first launch to the data's
-- own date.
-- A table: few rows from all satellites.
{{ config(materialized='table') }}

with satellites as (

    select * from {{ ref('int_starlink__satellites') }}

),

as_of as (

    select * from {{ ref('int_starlink__as_of') }}

),

launched as (

    select
        date_trunc('month', launched_on)::date as month_start,
        count(distinct launch_key) as launches,
        sum(satellites) as satellites_launched
    from (
        select launched_on, launch_key, count(*) as satellites
        from satellites
        group by launched_on, launch_key
    ) as by_launch
    group by 1

),

decayed as (

    select
        date_trunc('month', decayed_on)::date as month_start,
        count(*) as satellites_decayed
    from satellites
    where not is_in_orbit
    group by 1

),

spine as (

    select month_start::date as month_start
    from as_of
    cross join generate_series(
        (select min(month_start) from launched)::timestamp,
        date_trunc('month', as_of.as_of_date)::timestamp,
        interval '1 month'
    ) as months (month_start)

),

counted as (

    select
        spine.month_start,
        coalesce(launched.launches, 0) as launches,
        coalesce(launched.satellites_launched, 0) as satellites_launched,
        coalesce(decayed.satellites_decayed, 0) as satellites_decayed
    from spine
    left join launched on spine.month_start = launched.month_start
    left join decayed on spine.month_start = decayed.month_start

)

select
    (month_start + interval '1 month' - interval '1 day')::date as month_end,
    launches::integer as launches,
    satellites_launched::integer as satellites_launched,
    satellites_decayed::integer as satellites_decayed,
    (sum(launches) over to_date)::integer as launches_to_date,
    (sum(satellites_launched) over to_date)::integer as launched_to_date,
    (sum(satellites_decayed) over to_date)::integer as decayed_to_date,
    (sum(satellites_launched - satellites_decayed) over to_date)::integer
        as in_orbit,
    (sum(launches) over last_12_months)::integer as ttm_launches,
    (sum(satellites_launched) over last_12_months)::integer
        as ttm_satellites
from counted
window
    to_date as (order by month_start),
    last_12_months as (order by month_start rows 11 preceding)
