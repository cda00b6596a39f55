with launches as (

    select * from {{ ref('stg_spacex__launches') }}

),

single as (

    select
        launches.launch_id,
        kinds.link_kind,
        1 as link_number,
        kinds.url
    from launches
    cross join lateral (
        values
        {%- for kind, path in [
            ('patch_small', '{patch,small}'), ('patch_large', '{patch,large}'),
            ('reddit_campaign', '{reddit,campaign}'),
            ('reddit_launch', '{reddit,launch}'),
            ('reddit_media', '{reddit,media}'),
            ('reddit_recovery', '{reddit,recovery}'),
            ('press_kit', '{presskit}'), ('webcast', '{webcast}'),
            ('article', '{article}'), ('wikipedia', '{wikipedia}')
        ] %}
        ('{{ kind }}', launches.links #>> '{{ path }}')
        {{- ',' if not loop.last }}
        {%- endfor %}
    ) as kinds (link_kind, url)

),

photos as (

    select
        launches.launch_id,
        kinds.link_kind,
        listed.link_number::integer as link_number,
        listed.url
    from launches
    cross join lateral (
        values
        ('photo', launches.links #> '{flickr,original}'),
        ('photo_small', launches.links #> '{flickr,small}')
    ) as kinds (link_kind, urls)
    cross join lateral jsonb_array_elements_text(
        case when jsonb_typeof(kinds.urls) = 'array' then kinds.urls end
    ) with ordinality as listed (url, link_number)

),

links as (

    select * from single
    union all
    select * from photos

)

select
    launch_id,
    link_kind,
    link_number,
    url,
    {{ transformation_updated_at() }} as transformation_updated_at
from links
where url is not null
