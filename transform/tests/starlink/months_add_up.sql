-- Every month: launched is in orbit and decayed; in orbit is that of the month
-- before and what came and went; and no month is missing.
with months as (

    select
        *,
        lag(in_orbit, 1, 0) over (order by month_end) as in_orbit_before,
        lag(month_end) over (order by month_end) as month_end_before
    from {{ ref('fct_starlink_constellation_monthly') }}

)

select * from months
where launched_to_date <> in_orbit + decayed_to_date
    or in_orbit <> in_orbit_before + satellites_launched - satellites_decayed
    or (month_end_before + 1 + interval '1 month')::date - 1 <> month_end
