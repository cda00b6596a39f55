-- The life curve of each generation at each origin. In every band of age the
-- assumed hazard and the one seen are weighed by satellite-years; within a band
-- the curve keeps the assumed shape. hazard_until() reads it.
with assumptions as (

    select * from {{ ref('int_forecast__assumptions') }}

),

generations as (

    select
        origins.series,
        origins.origin_date,
        launches.generation,
        row_number() over (
            partition by origins.series, origins.origin_date
            order by max(launches.launched_on) desc, max(launch_key) desc
        ) = 1 as is_newest
    from {{ ref('int_forecast__origins') }} as origins
    inner join {{ ref('int_forecast__known_launches') }} as launches
        on origins.series = launches.series
        and origins.origin_date >= launches.launched_on
    group by 1, 2, 3

),

assumed as (

    select
        assumptions.*,
        age_bands.*,
        {{ assumed_hazard_until('age_from') }} as assumed_from,
        {{ assumed_hazard_until('age_to') }}
            - {{ assumed_hazard_until('age_from') }} as assumed_hazard
    from assumptions
    cross join {{ age_bands() }}

),

weighed as (

    select
        generations.*,
        assumed.*,
        round(((
            prior_years * assumed_hazard / (age_to - age_from)
            + coalesce(evidence.decays, 0)
        ) / (prior_years + coalesce(evidence.satellite_years, 0))
        / (assumed_hazard / (age_to - age_from)))::numeric, 12)::float8
            as hazard_ratio
    from generations
    cross join assumed
    left join {{ ref('int_forecast__life_evidence') }} as evidence
        on generations.series = evidence.series
        and generations.origin_date = evidence.origin_date
        and generations.generation = evidence.generation
        and assumed.band_no = evidence.band_no

),

accumulated as (

    select
        *,
        round((
            sum(hazard_ratio * assumed_hazard) over (
                partition by series, origin_date, generation order by band_no
            ) - hazard_ratio * (assumed_hazard + assumed_from)
        )::numeric, 12)::float8 as hazard_offset
    from weighed

)

select
    series,
    origin_date,
    generation,
    is_newest,
    early_loss,
    yearly_loss,
    wear_shape,
    wear_scale,
    array_agg(hazard_ratio order by band_no) as hazard_ratios,
    array_agg(hazard_offset order by band_no) as hazard_offsets
from accumulated
group by 1, 2, 3, 4, 5, 6, 7, 8
