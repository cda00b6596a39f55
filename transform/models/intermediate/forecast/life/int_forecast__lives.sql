-- How long satellites have lived by the date of the data, counted by generation,
-- and in all: days, and whether they have ended. Prototypes apart.
with satellites as (

    select * from {{ ref('int_starlink__satellites') }}
    where launched_on is not null and generation <> 'prototype'

),

as_of as (

    select * from {{ ref('int_starlink__as_of') }}

),

lives as (

    select
        satellites.generation,
        not satellites.is_in_orbit as is_ended,
        greatest(
            case
                when satellites.is_in_orbit then as_of.as_of_date
                else satellites.decayed_on
            end - satellites.launched_on, 0
        ) as days,
        count(*) as satellites
    from satellites
    cross join as_of
    group by 1, 2, 3

)

select generation, days, is_ended, satellites
from lives

union all

select
    'all' as generation,
    days,
    is_ended,
    sum(satellites) as satellites
from lives
group by days, is_ended
