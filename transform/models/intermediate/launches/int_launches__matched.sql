-- Which launch of the API is which of the catalogues. The API's days are off on
-- some: by their satellites, by the group in the name, by the nearest time (each
-- the other's nearest), and at last a launch of Starlinks that has no satellites
-- with one that has no launch.
with api_launches as (

    select
        launch_id,
        launched_at,
        launch_name like 'Starlink%' as is_starlink,
        substring(launch_name from '^Starlink (\d+-\d+)') as launch_group
    from {{ ref('int_launches__with_outcome') }}
    where has_flown

),

catalogued as (

    select
        *,
        coalesce(
            launched_at, (launched_on + time '12:00') at time zone 'UTC'
        ) as about
    from {{ ref('int_launches__catalogued') }}

),

candidates as (

    select
        api_launches.launch_id,
        catalogued.launch_tag,
        case
            when catalogued.starlink_launch_id = api_launches.launch_id
                then 'satellites'
            when catalogued.launch_group = api_launches.launch_group
                then 'group'
            when distance.seconds <= 3 * 86400 then 'time'
            else 'starlink'
        end as match_rule,
        distance.seconds
    from api_launches
    inner join catalogued
        on catalogued.about
        between api_launches.launched_at - interval '30 days'
        and api_launches.launched_at + interval '30 days'
    cross join lateral (
        select abs(
            extract(epoch from catalogued.about - api_launches.launched_at)
        ) as seconds
    ) as distance
    where catalogued.starlink_launch_id = api_launches.launch_id
        or catalogued.launch_group = api_launches.launch_group
        or (
            catalogued.starlink_launch_id is null
            and coalesce(
                catalogued.launch_group <> api_launches.launch_group, false
            ) is false
            and catalogued.is_starlink = api_launches.is_starlink
            and (distance.seconds <= 3 * 86400 or catalogued.is_starlink)
        )

),

ranked as (

    select
        *,
        row_number() over (partition by launch_id order by by_rule, seconds)
            as rank_of_api,
        row_number() over (partition by launch_tag order by by_rule, seconds)
            as rank_of_catalogued
    from candidates
    cross join lateral (
        select array_position(
            array['satellites', 'group', 'time', 'starlink'], match_rule
        ) as by_rule
    ) as rules

)

select launch_id, launch_tag, match_rule
from ranked
where rank_of_api = 1 and rank_of_catalogued = 1
