-- The API's final content: of 3,526 satellites 3,268 are in orbit and 258 have
-- decayed; five without a day of launch belong to that of 2022-02-03.
with counts as (

    select
        count(*) as satellites,
        count(*) filter (where not is_decayed) as in_orbit,
        count(*) filter (
            where launch_rule = 'international_designator'
                and launched_on = '2022-02-03'
        ) as by_designator
    from {{ ref('int_starlink__satellites_attributed') }}

)

select * from counts
where satellites = 3526 and (in_orbit <> 3268 or by_designator <> 5)
