-- How many of the satellites in orbit at an origin are still there, by horizon
-- and length of life. Rounded, here and elsewhere: in which order floats are added
-- up hangs on the plan.
with horizons as (

    select * from {{ ref('int_forecast__horizons') }}

),

lives as (

    select distinct life_no, life_factor, is_drawn
    from {{ ref('int_forecast__strata') }}

),

cohorts as (

    select
        *,
        (age_months + 0.5) / 12.0::float8 as age
    from {{ ref('int_forecast__cohorts') }} as cohorts
    inner join {{ ref('int_forecast__life_curves') }} as curves
        using (series, origin_date, generation)
    cross join lives
    where is_drawn or series = 'live'

),

aged as (

    select
        series,
        origin_date,
        life_no,
        life_factor,
        satellites,
        age,
        {{ hazard_until('age / life_factor') }} as hazard_at_origin,
        early_loss, yearly_loss, wear_shape, wear_scale, hazard_ratios,
        hazard_offsets
    from cohorts

)

select
    aged.series,
    aged.origin_date,
    horizons.months_ahead,
    horizons.forecast_date,
    horizons.years_ahead,
    aged.life_no,
    sum(aged.satellites) as in_orbit_at_origin,
    round(sum(aged.satellites * exp(-least(
        {{ hazard_until('(age + years_ahead) / life_factor') }}
        - hazard_at_origin, 500
    )))::numeric, 6)::float8 as survivors
from aged
inner join horizons using (series, origin_date)
group by 1, 2, 3, 4, 5, 6
