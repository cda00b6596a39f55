-- Satellite-years seen and decays by generation and band of age, as known at
-- each origin.
with cohorts as (

    select * from {{ ref('int_forecast__cohorts') }}

),

losses as (

    select * from {{ ref('int_forecast__known_losses') }}

),

origins as (

    select * from {{ ref('int_forecast__origins') }}

),

lives as (

    select
        series,
        origin_date,
        generation,
        (age_months + 0.5) / 12.0::float8 as age,
        satellites,
        0 as decays
    from cohorts

    union all

    select
        origins.series,
        origins.origin_date,
        losses.generation,
        (losses.decayed_on - losses.launched_on) / 365.25::float8 as age,
        losses.satellites,
        losses.satellites as decays
    from origins
    inner join losses
        on origins.series = losses.series
        and origins.origin_date >= losses.decayed_on

)

select
    lives.series,
    lives.origin_date,
    lives.generation,
    age_bands.band_no::integer as band_no,
    round(sum(lives.satellites * (
        least(lives.age, age_bands.age_to) - age_bands.age_from
    ))::numeric, 6)::float8 as satellite_years,
    sum(case when lives.age < age_bands.age_to then lives.decays else 0 end)
        ::integer as decays
from lives
inner join {{ age_bands() }} on lives.age >= age_bands.age_from
group by 1, 2, 3, 4
