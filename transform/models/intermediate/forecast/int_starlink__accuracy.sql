{{ config(materialized='table') }}
with backtest as (

    select * from {{ ref('int_starlink__backtest') }}

),

resamples as (

    select
        method,
        months_ahead,
        percentile_cont(array[0.025, 0.975]::float8[]) within group (
            order by errors_mean
        ) as error_bounds,
        percentile_cont(array[0.025, 0.975]::float8[]) within group (
            order by hits_mean
        ) as hits_bounds
    from {{ ref('int_starlink__backtest_resamples') }}
    group by method, months_ahead

),

scale as (

    select avg(abs(later.in_orbit - earlier.in_orbit)) as yearly_change
    from {{ ref('int_starlink__histories') }} as earlier
    inner join {{ ref('int_starlink__histories') }} as later
        on later.series = earlier.series
        and later.month_end
        = (earlier.month_end + 1 + interval '1 year')::date - 1
    where earlier.series = 'catalogue'

),

scored as (

    select
        method,
        months_ahead,
        count(*)::integer as origins,
        avg(absolute_error) as mean_absolute_error,
        avg(forecast - actual) as bias,
        avg(pinball) as pinball,
        avg(is_in_raw_50::integer) as raw_coverage_50,
        avg(is_in_raw_80::integer) as raw_coverage_80,
        avg(is_in_raw_95::integer) as raw_coverage_95,
        avg(is_in_80::integer) as coverage_80,
        avg(is_in_95::integer) as coverage_95
    from backtest
    group by method, months_ahead

)

select
    scored.method,
    scored.months_ahead,
    scored.origins,
    round(scored.mean_absolute_error, 1) as mean_absolute_error,
    round(resamples.error_bounds[1]::numeric, 1) as mean_absolute_error_low,
    round(resamples.error_bounds[2]::numeric, 1) as mean_absolute_error_high,
    round(scored.bias, 1) as bias,
    round(scored.mean_absolute_error / scale.yearly_change, 3) as scaled_error,
    round(
        scored.mean_absolute_error / nullif(max(scored.mean_absolute_error)
            filter (where scored.method = 'whole_history_mean')
            over (partition by scored.months_ahead), 0), 3
    ) as error_ratio,
    round(scored.pinball, 2) as pinball,
    round(scored.raw_coverage_50, 3) as raw_coverage_50,
    round(scored.raw_coverage_80, 3) as raw_coverage_80,
    round(scored.raw_coverage_95, 3) as raw_coverage_95,
    round(scored.coverage_80, 3) as coverage_80,
    round(resamples.hits_bounds[1]::numeric, 3) as coverage_80_low,
    round(resamples.hits_bounds[2]::numeric, 3) as coverage_80_high,
    round(scored.coverage_95, 3) as coverage_95
from scored
cross join scale
inner join resamples
    on scored.method = resamples.method
    and scored.months_ahead = resamples.months_ahead
