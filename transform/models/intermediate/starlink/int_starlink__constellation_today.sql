-- The constellation on the data's own date; zeros when nothing was loaded.
-- A table: a row from all satellites.
{{ config(materialized='table') }}

with satellites as (

    select * from {{ ref('int_starlink__satellites') }}

),

origin as (

    select * from {{ ref('int_starlink__forecast_origins') }}
    where series = 'live'

),

counted as (

    select
        count(*)::integer as satellites_launched,
        (count(*) filter (where is_in_orbit))::integer as satellites_in_orbit,
        (count(*) filter (where not is_in_orbit))::integer
            as satellites_decayed,
        count(distinct launch_key)::integer as launches_to_date
    from satellites

)

select
    counted.*,
    origin.origin_date,
    coalesce(origin.ttm_launches, 0) as ttm_launches,
    coalesce(origin.ttm_satellites, 0) as ttm_satellites
from counted
left join origin on true
