-- The constellation at every month's end, from the first launch to the date of the
-- data. Launched counts what is catalogued and, of young launches, what the
-- catalogue does not list yet. A table: few rows from all satellites.
{{ config(materialized='table') }}

with launches as (

    select * from {{ ref('int_starlink__launches') }}
    where not is_after_as_of

),

as_of as (

    select * from {{ ref('int_starlink__as_of') }}

),

launched as (

    select
        date_trunc('month', launched_on)::date as month_start,
        count(*) as launches,
        sum(catalogued + awaiting_catalogue) as satellites_launched,
        sum(awaiting_catalogue) as satellites_awaiting_catalogue,
        sum(deployed) as satellites_deployed
    from launches
    group by 1

),

decayed as (

    select
        date_trunc('month', decayed_on)::date as month_start,
        count(*) as satellites_decayed
    from {{ ref('int_starlink__satellites') }}
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
        {%- for name in [
            'launches', 'satellites_launched', 'satellites_awaiting_catalogue',
            'satellites_deployed', 'satellites_decayed'
        ] %}
        coalesce({{ name }}, 0) as {{ name }}{{ ',' if not loop.last }}
        {%- endfor %}
    from spine
    left join launched on spine.month_start = launched.month_start
    left join decayed on spine.month_start = decayed.month_start

)

select
    (month_start + interval '1 month' - interval '1 day')::date as month_end,
    launches::integer as launches,
    satellites_launched::integer as satellites_launched,
    satellites_decayed::integer as satellites_decayed,
    satellites_awaiting_catalogue::integer as satellites_awaiting_catalogue,
    satellites_deployed::integer as satellites_deployed,
    (sum(launches) over to_date)::integer as launches_to_date,
    (sum(satellites_launched) over to_date)::integer as launched_to_date,
    (sum(satellites_deployed) over to_date)::integer as deployed_to_date,
    (sum(satellites_decayed) over to_date)::integer as decayed_to_date,
    (sum(satellites_launched - satellites_decayed) over to_date)::integer
        as in_orbit,
    (sum(
        satellites_launched - satellites_awaiting_catalogue - satellites_decayed
    ) over to_date)::integer as in_orbit_in_catalogue,
    (sum(launches) over last_12_months)::integer as ttm_launches,
    (sum(satellites_launched) over last_12_months)::integer
        as ttm_satellites
from counted
window
    to_date as (order by month_start),
    last_12_months as (order by month_start rows 11 preceding)
