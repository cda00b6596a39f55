with calibrated as (

    select * from {{ ref('int_forecast__calibrated') }}
    where series = 'live'

),

launched as (

    select forecast_date, q10, q50, q90
    from calibrated
    where measure = 'launched'

),

in_orbit as (

    select * from calibrated
    where measure = 'in_orbit'

)

select
    in_orbit.forecast_date as month_end,
    in_orbit.months_ahead,
    {%- for name in quantile_levels() %}
    round(in_orbit.{{ name }})::integer as {{ name }},
    {%- endfor %}
    {%- for name in ['low_80', 'high_80', 'low_95', 'high_95'] %}
    round(in_orbit.{{ name }})::integer as {{ name }},
    {%- endfor %}
    round(in_orbit.factor_80::numeric, 3) as factor_80,
    round(in_orbit.factor_95::numeric, 3) as factor_95,
    {%- for name in ['q10', 'q50', 'q90'] %}
    round(launched.{{ name }})::integer as launched_{{ name }},
    {%- endfor %}
    {{ transformation_updated_at() }} as transformation_updated_at
from in_orbit
inner join launched on in_orbit.forecast_date = launched.forecast_date
