-- What the back-test measured, in three scopes: targets that the method was made
-- on, targets after those, and of these the ones whose origin is after, too.
with backtest as (

    select * from {{ ref('int_forecast__backtest') }}

),

scoped as (

    select backtest.*, scopes.scope
    from backtest
    inner join (
        values ('development'), ('hold_out'), ('without_hindsight')
    ) as scopes (scope)
        on case scopes.scope
            when 'development' then not is_hold_out
            when 'hold_out' then is_hold_out
            else is_without_hindsight and is_hold_out
        end

),

bounds as (

    select
        'hold_out' as scope,
        'in_orbit' as measure,
        method,
        months_ahead,
        percentile_cont(array[0.025, 0.975]::float8[])
            within group (order by mean_error_pct) as error_bounds
    from {{ ref('int_forecast__resamples') }}
    group by method, months_ahead

),

scored as (

    select
        scope,
        measure,
        method,
        months_ahead,
        count(*)::integer as forecasts,
        count(*) / months_ahead::numeric as effective_forecasts,
        avg(abs(error)) as mean_absolute_error,
        avg(error) as bias,
        avg(abs(error_pct)) as mean_error_pct,
        avg(error_pct) as bias_pct,
        avg(is_in_80::integer) as coverage_80,
        avg(is_in_95::integer) as coverage_95,
        avg(factor_80) as factor_80
    from scoped
    group by scope, measure, method, months_ahead

)

select
    scored.*,
    error_bounds[1] as mean_error_pct_low,
    error_bounds[2] as mean_error_pct_high
from scored
left join bounds using (scope, measure, method, months_ahead)
