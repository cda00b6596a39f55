-- Every method's past forecasts beside what came, each at the same origins.
with simulation as (

    select * from {{ ref('int_forecast__calibrated') }}
    where series = 'catalogue' and months_ahead in ({{
        var('backtest_horizons') | join(', ')
    }})

),

rivals as (

    select * from {{ ref('int_forecast__rival_forecasts') }}

),

first_version as (

    select * from {{ ref('first_version_forecasts') }}

),

forecasts as (

    select
        origin_date, months_ahead, forecast_date, measure,
        'simulation' as method,
        q50 as forecast, factor_80, low_80, high_80, low_95, high_95
    from simulation

    union all

    select
        rivals.origin_date, rivals.months_ahead, rivals.forecast_date,
        rivals.measure, rivals.method, rivals.forecast, null,
        first_version.low_80, first_version.high_80, null, null
    from rivals
    left join first_version
        on rivals.method = 'first_version'
        and rivals.measure = 'in_orbit'
        and rivals.origin_date = first_version.origin_date
        and rivals.months_ahead = first_version.months_ahead

    union all

    select
        origin_date, months_ahead, simulation.forecast_date, measure,
        'mean_of_simulation_and_gross' as method,
        (simulation.q50 + rivals.forecast) / 2, null, null, null, null, null
    from simulation
    inner join rivals using (origin_date, months_ahead, measure)
    where rivals.method = 'gross_12_months'

)

select
    forecasts.origin_date,
    forecasts.months_ahead,
    forecasts.measure,
    forecasts.method,
    forecasts.forecast_date,
    forecasts.forecast_date > '{{ var("frozen_on") }}' as is_hold_out,
    forecasts.origin_date >= '{{ var("frozen_on") }}' as is_without_hindsight,
    truth.actual,
    forecasts.forecast,
    forecasts.forecast - truth.actual as error,
    100 * (forecasts.forecast - truth.actual) / nullif(truth.actual, 0)
        as error_pct,
    forecasts.factor_80,
    forecasts.low_80,
    forecasts.high_80,
    truth.actual between low_80 and high_80 as is_in_80,
    truth.actual between low_95 and high_95 as is_in_95
from forecasts
inner join {{ ref('int_forecast__truth') }} as truth
    using (origin_date, forecast_date, measure)
