with mean_lives as (

    select * from {{ ref('int_forecast__mean_lives') }}
    where is_on_grid

),

options as (

    select * from {{ ref('int_forecast__launch_options') }}

),

scenarios as (

    select scenario_key, target_satellites
    from {{ ref('int_forecast__scenarios') }}
    where method = 'simulation'

),

held as (

    select
        scenarios.*,
        mean_lives.life_years,
        mean_lives.mean_life_years,
        options.*,
        scenarios.target_satellites / mean_lives.mean_life_years
            as satellites_per_year
    from scenarios
    cross join mean_lives
    cross join options

)

select
    scenario_key,
    life_years::numeric as life_years,
    option_key,
    option_name,
    vehicle,
    target_satellites,
    round(mean_life_years::numeric, 2) as mean_life_years,
    round(satellites_per_launch::numeric, 1) as satellites_per_launch,
    ceil(satellites_per_year)::integer as satellites_per_year,
    ceil(satellites_per_year / catalogued_per_launch)::integer
        as launches_per_year,
    {{ transformation_updated_at() }} as transformation_updated_at
from held
