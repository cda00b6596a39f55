with landpads as (

    select * from {{ ref('stg_spacex__landpads') }}

),

landings as (

    select
        landpad_id,
        (count(*) filter (where has_landing_attempt))::integer
            as landing_attempts,
        (count(*) filter (where is_landed))::integer as landings
    from {{ ref('int_cores__on_launches') }}
    where has_flown
    group by landpad_id

)

select
    landpads.landpad_id,
    landpads.landpad_name,
    landpads.full_name,
    landpads.landpad_type,
    landpads.status,
    landpads.locality,
    landpads.region,
    landpads.latitude,
    landpads.longitude,
    coalesce(landings.landing_attempts, 0) as landing_attempts,
    coalesce(landings.landings, 0) as landings,
    {{ transformation_updated_at() }} as transformation_updated_at
from landpads
left join landings on landpads.landpad_id = landings.landpad_id
