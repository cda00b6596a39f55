-- What chance deals to each simulated future, the same at every origin: twelve
-- past months (0: the newest) to make a year's rate of, one past month to take
-- the growth from, damping, life, early loss, and how far the coming months
-- stray from their rate, in standard deviations (the sum of twelve uniforms is
-- as good as normal).
{{ config(materialized='table') }}

with assumptions as (

    select * from {{ ref('int_starlink__assumptions') }}

),

paths as (

    select assumptions.*, path_no, random_seed || '|' || path_no as key
    from assumptions
    cross join generate_series(1, assumptions.paths::integer)
        as numbers (path_no)

),

dealt as (

    select
        paths.*,
        months.resampled_months,
        months.deviation,
        {{ uniform("key || '|growth'") }} as growth_draw,
        {{ uniform("key || '|damping'") }} as damping_draw,
        {{ uniform("key || '|life'") }} as life_draw,
        {{ uniform("key || '|loss'") }} as loss_draw,
        (life_years_mode - life_years_low)
            / (life_years_high - life_years_low) as mode_share
    from paths
    cross join lateral (
        select
            array_agg(
                floor({{ uniform("key || '|month|' || i") }} * 12)::integer
                order by i
            ) as resampled_months,
            sum({{ uniform("key || '|noise|' || i") }} order by i) - 6
                as deviation
        from generate_series(1, 12) as numbers (i)
    ) as months

)

select
    path_no,
    resampled_months,
    floor(growth_draw * 24)::integer as growth_month,
    damping_low + damping_draw * (damping_high - damping_low) as damping,
    round(12 * case
        when life_draw < mode_share
            then life_years_low + sqrt(
                life_draw * (life_years_high - life_years_low)
                * (life_years_mode - life_years_low)
            )
        else life_years_high - sqrt(
            (1 - life_draw) * (life_years_high - life_years_low)
            * (life_years_high - life_years_mode)
        )
    end)::integer as life_months,
    early_loss_low + loss_draw * (early_loss_high - early_loss_low)
        as early_loss,
    deviation
from dealt
