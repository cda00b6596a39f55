-- What was asked of the forecast, and what the hold-out measured. The rival is
-- the one with the least mean error over all horizons. A horizon of 0 is all of
-- those that the goal speaks of.
with accuracy as (

    select * from {{ ref('int_forecast__accuracy') }}
    where scope = 'hold_out' and measure = 'in_orbit'

),

simulation as (

    select * from accuracy
    where method = 'simulation'

),

rival as (

    select method
    from accuracy
    where method not in ('simulation', 'first_version')
    group by method
    order by avg(mean_error_pct)
    limit 1

),

compared as (

    select
        simulation.months_ahead,
        simulation.forecasts,
        simulation.mean_error_pct / accuracy.mean_error_pct as error_ratio,
        simulation.mean_error_pct,
        accuracy.mean_error_pct as rival_error_pct
    from simulation
    inner join accuracy on simulation.months_ahead = accuracy.months_ahead
    inner join rival on accuracy.method = rival.method

)

select
    'mean_error_pct' as goal,
    months_ahead,
    'Mean error, per cent of what was in orbit' as meaning,
    null::numeric as least,
    8::numeric as most,
    mean_error_pct::float8 as measured,
    forecasts
from simulation
where months_ahead in (12, 24)

union all

select
    'error_over_best_rival',
    months_ahead,
    'Mean error over that of the best rival, ' || rival.method,
    null,
    1.05,
    error_ratio,
    forecasts
from compared
cross join rival

union all

select
    'mean_error_over_best_rival',
    0,
    'The same in the mean over all horizons',
    null,
    0.9,
    avg(mean_error_pct) / avg(rival_error_pct),
    sum(forecasts)::integer
from compared
having count(*) > 0

union all

select
    'coverage_80',
    0,
    'Share of counts that the 80 % interval held, 3 to 12 months ahead',
    0.7,
    0.9,
    sum(coverage_80 * forecasts) / sum(forecasts),
    sum(forecasts)::integer
from simulation
where months_ahead <= 12
having count(*) > 0
