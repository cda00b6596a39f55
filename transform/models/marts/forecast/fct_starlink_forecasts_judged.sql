with made as (

    select * from {{ ref('fct_starlink_forecasts_made') }}
    where measure = 'in_orbit'

),

months as (

    select month_end, in_orbit
    from {{ ref('int_starlink__monthly') }}

),

as_of as (

    select as_of_date from {{ ref('int_starlink__as_of') }}

)

select
    made.as_of_date,
    made.assumptions_hash,
    made.forecast_date as month_end,
    made.months_ahead,
    made.forecast,
    made.low_80,
    made.high_80,
    months.in_orbit as actual,
    round(100.0 * (made.forecast - months.in_orbit) / nullif(months.in_orbit, 0), 2)
        as error_pct,
    months.in_orbit between made.low_80 and made.high_80 as is_in_80,
    {{ transformation_updated_at() }} as transformation_updated_at
from made
inner join months on made.forecast_date = months.month_end
inner join as_of on months.month_end <= as_of.as_of_date
