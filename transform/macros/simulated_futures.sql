{#
    A subquery: futures of a series by horizon, one row per path and horizon. It
    is never stored: quantiles and first passages each read it once. On the grid,
    each path of the back-test is taken with every damping and life there, instead
    of its own.
#}
{% macro simulated_futures(series, condition='true', on_grid=false) -%}
(
    select
        series,
        origin_date,
        months_ahead,
        path_no,
        sample_no,
        damping_no,
        life_no,
        forecast_date,
        {{ add_up_shapes('flights', 'launched', 1) }} as flights_expected,
        launches_expected,
        in_orbit_at_origin,
        greatest(
            launches_expected
            + yearly_deviation * (
                level_deviation * years_ahead
                + months_deviation * sqrt(years_ahead)
            ), 0
        ) as launched,
        greatest(
            orbit_expected
            + yearly_deviation * (
                level_deviation * surviving_0
                + months_deviation * sqrt(surviving_0)
            )
            + campaign_deviation * sqrt(
                campaign_satellites * orbit_expected * losses_expected
                / greatest(orbit_expected + losses_expected, 1)
            ), 0
        ) as in_orbit
    from (
        select
            *,
            {{ add_up_shapes('satellites', 'launched', 2) }}
                as launches_expected,
            survivors + {{ add_up_shapes('satellites', 'surviving', 2) }}
                as orbit_expected,
            greatest(
                in_orbit_at_origin - survivors
                + {{ add_up_shapes('satellites', 'launched', 2) }}
                - {{ add_up_shapes('satellites', 'surviving', 2) }}, 0
            ) as losses_expected
        from {% if on_grid -%}
        (
            select
                draws.path_no, draws.sample_no, draws.change_no,
                draws.level_deviation, draws.months_deviation,
                draws.campaign_deviation, strata.damping_no, strata.life_no
            from {{ ref('int_forecast__path_draws') }} as draws
            cross join {{ ref('int_forecast__strata') }} as strata
            where draws.is_in_backtest and not strata.is_drawn
        )
        {%- else -%}
        {{ ref('int_forecast__path_draws') }}
        {%- endif %} as draws
        cross join (
            select campaign_satellites
            from {{ ref('int_forecast__assumptions') }}
        ) as assumptions
        inner join {{ ref('int_forecast__launch_coefficients') }} as coefficients
            using (damping_no, change_no)
        inner join {{ ref('int_forecast__shapes') }} as shapes
            using (series, origin_date, damping_no, life_no)
        where series = '{{ series }}' and {{ condition }}
    ) as expected
)
{%- endmacro %}


{# coefficient_0 * shape_0 + coefficient_1 * shape_1 + ... #}
{% macro add_up_shapes(coefficient, shape, last) -%}
    (
    {%- for number in range(last + 1) -%}
    {{ coefficient }}_{{ number }} * {{ shape }}_{{ number }}
    {{- ' + ' if not loop.last }}
    {%- endfor -%}
    )
{%- endmacro %}
