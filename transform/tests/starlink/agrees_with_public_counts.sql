-- Every month's end against public tables, which lack the prototypes: in orbit
-- within two, launched and decayed within six (five satellites are in the API
-- alone), and as many more as the tables estimate the day of. A catalogue may
-- correct itself; more than six months that differ are another constellation.
-- Not for synthetic data, nor for a part of the satellites.
{{ config(warn_if='> 0', error_if='> 6') }}

with as_of as (

    select * from {{ ref('int_starlink__as_of') }}

),

months as (

    select * from {{ ref('fct_starlink_constellation_monthly') }}
    where is_complete

),

facts as (

    select
        *,
        sum(decays_estimated) over (
            order by month_end rows between 1 preceding and 1 following
        ) as uncertain
    from {{ ref('starlink_in_orbit_monthly_2019_2026') }}
    where basis like 'catalogue%'

),

prototypes as (

    select launched_on, decayed_on
    from {{ ref('dim_starlink_satellites') }}
    where generation = 'prototype'

),

compared as (

    select
        months.month_end,
        facts.uncertain,
        months.launched_to_date - prototypes.launched
            - facts.launched_cumulative as launched_more,
        months.decayed_to_date - prototypes.decayed
            - facts.decayed_cumulative as decayed_more
    from months
    inner join facts on months.month_end = facts.month_end
    cross join as_of
    cross join lateral (
        select
            count(*) filter (where launched_on <= months.month_end)
                as launched,
            count(*) filter (where decayed_on <= months.month_end)
                as decayed
        from prototypes
    ) as prototypes
    where as_of.source_kind is distinct from 'synthetic'
        and (select max(launched_to_date) from months) >= 3526

)

select * from compared
where abs(launched_more - decayed_more) > 2 + uncertain
    or abs(launched_more) > 6
    or abs(decayed_more) > 6 + uncertain
