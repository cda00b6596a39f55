with calibrated as (

    select * from {{ ref('int_starlink__forecast_calibrated') }}
    where series = 'live'

)

select
    month_end,
    months_ahead,
    {%- for name in [
        'q025', 'q10', 'q25', 'q50', 'q75', 'q90', 'q975', 'low_80',
        'high_80', 'low_95', 'high_95'
    ] %}
    round({{ name }})::integer as {{ name }},
    {%- endfor %}
    round(factor_80::numeric, 3) as factor_80,
    round(factor_95::numeric, 3) as factor_95,
    {{ transformation_updated_at() }} as transformation_updated_at
from calibrated
