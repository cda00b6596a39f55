with monthly as (

    select * from {{ ref('int_starlink__monthly') }}

),

as_of as (

    select * from {{ ref('int_starlink__as_of') }}

)

select
    monthly.month_end,
    monthly.month_end <= as_of.as_of_date as is_complete,
    monthly.launches,
    monthly.satellites_launched,
    monthly.satellites_decayed,
    monthly.satellites_awaiting_catalogue,
    monthly.satellites_deployed,
    monthly.launches_to_date,
    monthly.launched_to_date,
    monthly.deployed_to_date,
    monthly.decayed_to_date,
    monthly.in_orbit,
    monthly.in_orbit_in_catalogue,
    monthly.ttm_launches,
    monthly.ttm_satellites,
    {{ transformation_updated_at() }} as transformation_updated_at
from monthly
cross join as_of
