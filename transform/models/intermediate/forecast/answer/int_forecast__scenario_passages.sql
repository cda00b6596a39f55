-- When each scenario of one path reaches its target, between two horizons on a
-- straight line; nothing where it does not, as far as the forecast looks.
with months as (

    select
        *,
        lag(in_orbit) over path as in_orbit_before,
        lag(forecast_date) over path as date_before,
        lag(flights) over path as flights_before
    from {{ ref('int_forecast__scenario_months') }}
    window path as (partition by scenario_key order by forecast_date)

),

reached as (

    select distinct on (scenario_key)
        *,
        case
            when in_orbit_before < target_satellites
                then (target_satellites - in_orbit_before)
                / (in_orbit - in_orbit_before)
            else 1
        end as share
    from months
    where in_orbit >= target_satellites
    order by scenario_key, forecast_date

)

select
    scenario_key,
    coalesce(
        date_before + ceil(share * (forecast_date - date_before))::integer,
        forecast_date
    ) as reached_on,
    coalesce(
        flights_before + share * (flights - flights_before), flights
    ) as launches_needed
from reached
