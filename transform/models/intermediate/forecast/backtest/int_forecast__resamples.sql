-- The hold-out resampled in blocks of neighbouring targets, each as long as the
-- horizon, because neighbours share most of their months: what the mean error
-- might as well have been (circular block bootstrap). Fewer than two blocks say
-- nothing.
{%- set resamples = 400 %}
with errors as (

    select
        method,
        months_ahead,
        forecast_date,
        abs(error_pct) as error_pct,
        count(*) over (partition by method, months_ahead) as forecasts
    from {{ ref('int_forecast__backtest') }}
    where is_hold_out and measure = 'in_orbit'

),

assumptions as (

    select random_seed from {{ ref('int_forecast__assumptions') }}

),

summed as (

    select
        method,
        months_ahead,
        forecasts,
        sum(error_pct) over (
            partition by method, months_ahead order by lap, forecast_date
        ) as so_far,
        row_number() over (
            partition by method, months_ahead order by lap, forecast_date
        ) as place
    from errors
    cross join (values (1), (2)) as laps (lap)
    where forecasts >= 2 * months_ahead

),

arrays as (

    select
        method,
        months_ahead,
        forecasts,
        array_agg(so_far order by place) as so_far
    from summed
    group by method, months_ahead, forecasts

),

blocks as (

    select
        arrays.*,
        resample_no,
        floor(forecasts * {{ uniform(
            "concat_ws('|', random_seed, 'block', resample_no, block_no)"
        ) }})::integer as before_block
    from arrays
    cross join assumptions
    cross join generate_series(1, {{ resamples }}) as resamples (resample_no)
    cross join lateral generate_series(
        1, ceil(forecasts / months_ahead::float8)::integer
    ) as numbers (block_no)

)

select
    method,
    months_ahead,
    resample_no,
    avg((
        so_far[before_block + months_ahead] - coalesce(so_far[before_block], 0)
    ) / months_ahead) as mean_error_pct
from blocks
group by method, months_ahead, resample_no
