-- The version that flew on each launch. Where the API's own link is missing or
-- refused its version is too: then that of the launch before.
-- A table: few rows from all satellites.
{{ config(materialized='table') }}

with satellites as (

    select * from {{ ref('int_starlink__satellites_attributed') }}

),

launches as (

    select
        launch_key,
        min(launched_on) as launched_on,
        max(api_version) filter (where launch_rule = 'api_link') as api_version
    from satellites
    where launch_key is not null
    group by launch_key

),

numbered as (

    select
        *,
        count(api_version) over (order by launched_on, launch_key)
            as known_so_far
    from launches

)

select
    launch_key,
    coalesce(
        max(api_version) over (partition by known_so_far), 'unknown'
    ) as version
from numbered
