-- Between two months' ends the forecast is read off a straight line.
with later as (

    select * from {{ ref('starlink_in_orbit_later') }}

),

forecasts as (

    select
        *,
        lead(month_end) over months as next_month_end,
        {%- for name in ['q50', 'low_80', 'high_80'] %}
        lead({{ name }}) over months as next_{{ name }}{{ "," if not loop.last }}
        {%- endfor %}
    from {{ ref('int_starlink__forecast_calibrated') }}
    where series = 'catalogue' and origin_date = '2022-10-31'
    window months as (order by months_ahead)

),

interpolated as (

    select
        later.date as counted_on,
        later.in_orbit as counted,
        later.basis,
        forecasts.origin_date,
        {%- for name in ['q50', 'low_80', 'high_80'] %}
        round((
            {{ name }} + (next_{{ name }} - {{ name }})
            * (later.date - month_end) / (next_month_end - month_end)
        )::numeric)::integer as {{ name }}{{ ',' if not loop.last }}
        {%- endfor %}
    from later
    inner join forecasts
        on later.date >= forecasts.month_end
        and later.date < forecasts.next_month_end

)

select
    counted_on,
    basis,
    origin_date,
    counted,
    q50 as forecast,
    low_80,
    high_80,
    counted between low_80 and high_80 as is_in_80,
    round(100.0 * (q50 - counted) / counted, 1) as error_pct,
    {{ transformation_updated_at() }} as transformation_updated_at
from interpolated
