-- The simulated futures of each origin and horizon as quantiles: satellites
-- launched since, decayed since, and in orbit. Decayed is what is neither.
{%- set measures = ['launched', 'decayed', 'in_orbit'] %}
{%- set levels = quantile_levels() %}
with futures as (

    select
        series, origin_date, months_ahead, forecast_date, launched, in_orbit,
        greatest(in_orbit_at_origin + launched - in_orbit, 0) as decayed
    from {{ simulated_futures('live') }} as live

    union all

    select
        series, origin_date, months_ahead, forecast_date, launched, in_orbit,
        greatest(in_orbit_at_origin + launched - in_orbit, 0) as decayed
    from {{ simulated_futures('catalogue', 'is_in_backtest') }} as catalogue

),

aggregated as (

    select
        series,
        origin_date,
        months_ahead,
        forecast_date,
        count(*)::integer as paths,
        {%- for measure in measures %}
        percentile_cont(array{{ levels.values() | list }}::float8[])
            within group (order by {{ measure }}) as {{ measure }}_quantiles
        {{- ',' if not loop.last }}
        {%- endfor %}
    from futures
    group by series, origin_date, months_ahead, forecast_date

)

select
    series,
    origin_date,
    months_ahead,
    forecast_date,
    measures.measure,
    paths,
    {%- for name in levels %}
    measures.quantiles[{{ loop.index }}] as {{ name }}{{ ',' if not loop.last }}
    {%- endfor %}
from aggregated
cross join lateral (
    values
    {%- for measure in measures %}
    ('{{ measure }}', {{ measure }}_quantiles){{ ',' if not loop.last }}
    {%- endfor %}
) as measures (measure, quantiles)
