-- Between two months' ends the forecast is read off a straight line.
with later as (

    select * from {{ ref('starlink_count_points') }}

),

forecasts as (

    select
        *,
        lead(forecast_date) over months as next_date,
        {%- for name in ['q50', 'low_80', 'high_80'] %}
        lead({{ name }}) over months as next_{{ name }}{{ "," if not loop.last }}
        {%- endfor %}
    from {{ ref('int_forecast__calibrated') }}
    where series = 'catalogue'
        and measure = 'in_orbit'
        and origin_date = '{{ var("api_froze_on") }}'
    window months as (order by months_ahead)

),

interpolated as (

    select
        later.counted_on,
        later.in_orbit as counted,
        later.basis,
        forecasts.origin_date,
        {%- for name in ['q50', 'low_80', 'high_80'] %}
        round((
            {{ name }} + (next_{{ name }} - {{ name }})
            * (later.counted_on - forecast_date) / (next_date - forecast_date)
        )::numeric)::integer as {{ name }}{{ ',' if not loop.last }}
        {%- endfor %}
    from later
    inner join forecasts
        on later.counted_on >= forecasts.forecast_date
        and later.counted_on < forecasts.next_date

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
