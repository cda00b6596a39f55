-- The assumptions in force: the seed's, or those that the variable overrides. What
-- each does to the answer is the seed's own measurement, on the sample's data.
with stated as (

    select * from {{ ref('forecast_assumptions') }}

),

in_force as (

    select to_jsonb(assumptions) as assumptions
    from {{ ref('int_forecast__assumptions') }} as assumptions

)

select
    stated.assumption,
    stated.meaning,
    (in_force.assumptions ->> stated.assumption)::numeric as value,
    stated.value as stated_value,
    stated.basis,
    stated.source,
    stated.dated,
    stated.varied_to,
    stated.points_2040,
    {{ transformation_updated_at() }} as transformation_updated_at
from stated
cross join in_force
