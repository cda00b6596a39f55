-- The first horizon at which each simulated future holds the target, with the
-- flights until then; nothing for those that never do, as far as the forecast
-- looks. Flights stray from what is expected as satellites do.

with futures as (

    select * from {{ simulated_futures('live') }} as live

),

scenarios as (

    select scenario_key, target_satellites
    from {{ ref('int_forecast__scenarios') }}
    where method = 'simulation'

)

select
    scenarios.scenario_key,
    futures.sample_no,
    futures.path_no,
    min(futures.forecast_date) as reached_on,
    min(futures.flights_expected * futures.launched
        / nullif(futures.launches_expected, 0)) as launches_needed
from futures
inner join scenarios on futures.in_orbit >= scenarios.target_satellites
group by scenarios.scenario_key, futures.sample_no, futures.path_no
