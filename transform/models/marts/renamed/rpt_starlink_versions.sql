{{ config(materialized='view', meta={'renamed_to': 'rpt_starlink_generations'}) }}

with generations as (

    select * from {{ ref('rpt_starlink_generations') }}

)

select
    generation as version,
    first_launched_on,
    last_launched_on,
    launches,
    satellites_catalogued as satellites,
    fewest_per_launch,
    most_per_launch,
    mean_per_launch,
    satellites_in_orbit,
    transformation_updated_at
from generations
