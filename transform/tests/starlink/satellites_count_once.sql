-- The last month, the launches and the answer count the same satellites: those that
-- the catalogue lists, and of young launches those that it does not list yet.
with totals as (

    select
        (select count(*) from {{ ref('dim_starlink_satellites') }})
            as satellites,
        (
            select count(*) from {{ ref('dim_starlink_satellites') }}
            where launch_key is null
        ) as unattributed,
        (
            select coalesce(max(launched_to_date), 0)
            from {{ ref('fct_starlink_constellation_monthly') }}
        ) as in_months,
        (
            select coalesce(sum(satellites_catalogued), 0)
            from {{ ref('fct_starlink_launches') }}
        ) as in_launches,
        (
            select coalesce(sum(satellites_awaiting_catalogue), 0)
            from {{ ref('fct_starlink_launches') }}
        ) as awaiting,
        (
            select max(satellites_launched)
            from {{ ref('mart_starlink_42k_answer') }}
        ) as in_answer

)

select * from totals
where satellites <> in_launches + unattributed
    or in_months + unattributed <> satellites + awaiting
    or in_answer <> satellites + awaiting
