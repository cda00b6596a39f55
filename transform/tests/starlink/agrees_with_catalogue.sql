-- The frozen API's months against the public satellite catalogue's: in orbit
-- within two, launched and decayed within six (five satellites are in the API
-- alone). Only for the API's final 3,526 documents; prototypes are not in the
-- catalogue's list.
with satellites as (

    select * from {{ ref('dim_starlink_satellites') }}
    where version <> 'prototype'
        and (select count(*) from {{ ref('dim_starlink_satellites') }}) = 3526

),

months as (

    select * from {{ ref('starlink_in_orbit_monthly_2019_2025') }}
    where month_end <= '2022-10-31'

),

counted as (

    select
        months.month_end,
        months.in_orbit,
        months.launched_cumulative,
        months.decayed_cumulative,
        count(*) filter (where satellites.launched_on <= months.month_end)
            as launched,
        count(*) filter (where satellites.decayed_on <= months.month_end)
            as decayed
    from months
    cross join satellites
    group by 1, 2, 3, 4

)

select * from counted
where abs(launched - decayed - in_orbit) > 2
    or abs(launched - launched_cumulative) > 6
    or abs(decayed - decayed_cumulative) > 6
