with goals as (

    select * from {{ ref('int_forecast__goals') }}

)

select
    goal,
    months_ahead,
    meaning,
    least,
    most,
    round(measured::numeric, 3) as measured,
    forecasts,
    measured between coalesce(least, measured) and coalesce(most, measured)
        as is_met,
    {{ transformation_updated_at() }} as transformation_updated_at
from goals
