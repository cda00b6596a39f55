with required as (

    select * from {{ ref('int_forecast__required') }}

),

options as (

    select * from {{ ref('int_forecast__launch_options') }}

)

select
    required.by_year,
    required.life_years::numeric as life_years,
    options.option_key,
    options.option_name,
    options.vehicle,
    required.target_satellites,
    round(options.satellites_per_launch::numeric, 1) as satellites_per_launch,
    round(required.satellites)::integer as satellites,
    ceil(round((required.satellites / options.catalogued_per_launch)::numeric, 6))
        ::integer as launches,
    round(required.yearly_rate_at_end)::integer as satellites_per_year_at_end,
    ceil(round((required.yearly_rate_at_end / options.catalogued_per_launch)::numeric, 6))
        ::integer as launches_per_year_at_end,
    {{ transformation_updated_at() }} as transformation_updated_at
from required
cross join options
