-- What the hold-out measured of the simulation, in one row.
select
    {%- for months in [12, 24] %}
    max(mean_absolute_error) filter (where months_ahead = {{ months }})
        as backtest_mae_{{ months }}m,
    max(mean_error_pct) filter (where months_ahead = {{ months }})
        as backtest_mape_{{ months }}m,
    {%- endfor %}
    sum(coverage_80 * forecasts) filter (where months_ahead <= 12)
        / sum(forecasts) filter (where months_ahead <= 12)
        as backtest_coverage_80,
    (
        select max(factor_80) from {{ ref('int_forecast__calibration') }}
        where series = 'live' and measure = 'in_orbit'
    ) as calibration_factor_80
from {{ ref('int_forecast__accuracy') }}
where scope = 'hold_out' and method = 'simulation' and measure = 'in_orbit'
