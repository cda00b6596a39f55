with api_launches as (

    select * from {{ ref('fct_launches') }}
    where has_flown

),

catalogued as (

    select * from {{ ref('int_launches__catalogued') }}

),

matched as (

    select * from {{ ref('int_launches__matched') }}

),

years as (

    select * from {{ ref('int_launches__covered_years') }}

),

flown as (

    select
        coalesce(matched.launch_tag, api_launches.launch_id) as launch_key,
        api_launches.launch_id,
        matched.launch_tag,
        coalesce(matched.match_rule, 'api_alone') as match_rule,
        api_launches.launch_name,
        coalesce(catalogued.launched_at, api_launches.launched_at)
            as launched_at,
        coalesce(catalogued.launched_on, api_launches.launched_on)
            as launched_on,
        api_launches.rocket_name,
        api_launches.launchpad_name,
        case api_launches.outcome
            when 'unknown' then coalesce(catalogued.outcome, 'unknown')
            else api_launches.outcome
        end as outcome,
        coalesce(
            catalogued.starlink_satellites, api_launches.starlink_satellites
        ) as starlink_satellites,
        'spacex' as source_name
    from api_launches
    left join matched on api_launches.launch_id = matched.launch_id
    left join catalogued on matched.launch_tag = catalogued.launch_tag

    union all

    select
        catalogued.launch_tag,
        null,
        catalogued.launch_tag,
        'not_in_api',
        catalogued.launch_name,
        catalogued.launched_at,
        catalogued.launched_on,
        catalogued.rocket_name,
        catalogued.launchpad_name,
        catalogued.outcome,
        catalogued.starlink_satellites,
        catalogued.source_name
    from catalogued
    where not exists (
        select 1 from matched
        where matched.launch_tag = catalogued.launch_tag
    )

)

select
    flown.launch_key,
    flown.launch_id,
    flown.launch_tag,
    flown.match_rule,
    flown.launch_name,
    flown.launched_at,
    flown.launched_on,
    extract(year from flown.launched_on)::integer as launch_year,
    years.is_complete as is_complete_year,
    flown.rocket_name,
    flown.launchpad_name,
    flown.outcome,
    flown.starlink_satellites,
    flown.source_name,
    {{ transformation_updated_at() }} as transformation_updated_at
from flown
left join years
    on extract(year from flown.launched_on) = years.launch_year
