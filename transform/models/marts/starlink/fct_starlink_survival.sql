-- Exposure counts each satellite for the part of every year of its life that
-- the data has seen; a year's hazard is decays over exposure. Satellites of one
-- launch and one end live alike, and are counted first.
with lives as (

    select
        launched_on,
        not is_in_orbit as is_decayed,
        case when is_in_orbit then as_of.as_of_date else decayed_on end
            as seen_until,
        count(*) as satellites
    from {{ ref('int_starlink__satellites') }} as satellites
    cross join {{ ref('int_starlink__as_of') }} as as_of
    where launched_on is not null
    group by 1, 2, 3

),

aged as (

    select
        is_decayed,
        satellites,
        (seen_until - launched_on) / 365.25 as years_seen
    from lives

),

by_age as (

    select
        age_years,
        sum(satellites * least(years_seen - age_years, 1)) as exposure_years,
        coalesce(sum(satellites) filter (
            where is_decayed and floor(years_seen) = age_years
        ), 0)::integer as decays
    from aged
    cross join lateral generate_series(0, floor(years_seen)::integer)
        as ages (age_years)
    group by age_years

)

select
    age_years,
    round(exposure_years, 2) as exposure_years,
    decays,
    round(decays / nullif(exposure_years, 0), 4) as yearly_hazard,
    round(exp(-sum(decays / nullif(exposure_years, 0)) over (
        order by age_years
    )), 4) as survival,
    exposure_years >= 100 as is_supported,
    {{ transformation_updated_at() }} as transformation_updated_at
from by_age
