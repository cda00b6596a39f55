-- Which launch a satellite came from, and the rule that says so.
with documents as (

    select * from {{ ref('int_starlink__documents_deduplicated') }}

),

candidates as (

    select * from {{ ref('int_starlink__launch_candidates') }}

),

designator_days as (

    select launch_designator, min(launched_on) as launched_on
    from documents
    where launched_on is not null and launch_designator is not null
    group by launch_designator

),

dated as (

    select
        documents.*,
        coalesce(documents.launched_on, designator_days.launched_on)
            as attributed_launch_day,
        documents.launched_on is null
            and designator_days.launched_on is not null
            as is_dated_by_designator
    from documents
    left join designator_days
        on documents.launch_designator = designator_days.launch_designator

),

matched as (

    select
        dated.*,
        linked.launch_id as linked_launch_id,
        same_day.launch_id as same_day_launch_id
    from dated
    left join candidates as linked
        on dated.launch_id = linked.launch_id
        and abs(dated.attributed_launch_day - linked.launched_on) <= 1
    left join candidates as same_day
        on dated.attributed_launch_day = same_day.launched_on
        and same_day.launches_that_day = 1
        and not same_day.is_upcoming

)

select
    satellite_id,
    norad_id,
    object_name,
    object_id,
    version as api_version,
    launch_id as api_launch_id,
    coalesce(linked_launch_id, same_day_launch_id) as launch_id,
    coalesce(launch_designator, attributed_launch_day::text) as launch_key,
    case
        when attributed_launch_day is null then 'unattributed'
        when linked_launch_id is not null then 'api_link'
        when is_dated_by_designator then 'international_designator'
        when launch_id is not null and same_day_launch_id is null
            then 'launch_day_link_refused'
        when same_day_launch_id is not null then 'launch_day'
        else 'launch_day_not_in_api'
    end as launch_rule,
    attributed_launch_day as launched_on,
    decayed_on,
    is_decayed,
    height_km,
    inclination_deg,
    catalogued_at
from matched
