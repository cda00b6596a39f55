with flights as (

    select * from {{ ref('fct_core_flights') }}
    where has_flown

)

select
    extract(year from launched_on)::integer as launch_year,
    coalesce(landing_type, 'none') as landing_type,
    count(*)::integer as core_flights,
    (count(*) filter (where is_reused))::integer as reused_core_flights,
    (count(*) filter (where has_landing_attempt))::integer as landing_attempts,
    (count(*) filter (where is_landed))::integer as landings,
    round(
        (count(*) filter (where is_landed))::numeric
        / nullif(count(*) filter (where is_landed is not null), 0), 3
    ) as landing_rate,
    percentile_disc(0.5) within group (order by days_since_previous_flight)
        as median_days_since_previous_flight,
    {{ transformation_updated_at() }} as transformation_updated_at
from flights
group by 1, 2
