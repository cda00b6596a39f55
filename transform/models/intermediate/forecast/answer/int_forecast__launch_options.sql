-- What launches could carry: each option's satellites deployed, and of these the
-- share that is ever catalogued. Without a size of its own, that of the vehicle's
-- last twelve months.
with options as (

    select * from {{ ref('starlink_launch_options') }}

),

levels as (

    select * from {{ ref('int_forecast__launch_levels') }}
    where series = 'live'

),

shares as (

    select max(catalogued_share) as catalogued_share
    from levels

),

sized as (

    select
        options.option_key,
        options.option_name,
        options.vehicle,
        coalesce(
            options.satellites_per_launch,
            levels.deployed_in_year::float8 / levels.flights_in_year
        ) as satellites_per_launch,
        shares.catalogued_share
    from options
    cross join shares
    left join levels on options.vehicle = levels.vehicle

)

select
    option_key,
    option_name,
    vehicle,
    satellites_per_launch,
    satellites_per_launch * catalogued_share as catalogued_per_launch
from sized
where satellites_per_launch * catalogued_share > 0
