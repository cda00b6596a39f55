-- Survival by quarter of a year, with the 95 % band of Kaplan and Meier's curve
-- (on the scale of log minus log, which keeps it within 0 and 1), beside the
-- curve that is assumed and the one that the forecast takes.
{%- set quarter = '91.3125' %}

with quarters as (

    select
        generation,
        quarter_no,
        (quarter_no - 1) * {{ quarter }} as days_from,
        quarter_no * {{ quarter }} as days_to,
        quarter_no / 4.0::float8 as age
    from (
        select generation, ceil(max(days) / {{ quarter }})::integer as quarters
        from {{ ref('int_forecast__lives') }}
        group by generation
    ) as spans
    cross join lateral generate_series(1, quarters) as numbers (quarter_no)

),

exposure as (

    select
        quarters.generation,
        quarters.quarter_no,
        sum(lives.satellites * (least(lives.days, days_to) - days_from))
            / 365.25 as exposure_years,
        sum(lives.satellites)::integer as at_risk,
        coalesce(sum(lives.satellites) filter (
            where lives.is_ended and lives.days < days_to
        ), 0)::integer as decays
    from quarters
    inner join {{ ref('int_forecast__lives') }} as lives
        on quarters.generation = lives.generation
        and lives.days >= quarters.days_from
    group by 1, 2

),

curves as (

    select
        quarters.generation,
        quarters.quarter_no,
        exp(-least({{ assumed_hazard_until('age') }}, 500)) as survival_assumed,
        exp(-least({{ hazard_until('age') }}, 500)) as survival_in_forecast
    from quarters
    inner join {{ ref('int_forecast__life_curves') }} as life_curves
        on life_curves.series = 'live'
        and quarters.generation = life_curves.generation

),

estimated as (

    select distinct on (quarters.generation, quarters.quarter_no)
        quarters.*,
        coalesce(kaplan_meier.survival, 1) as survival,
        exp(1.96 * sqrt(kaplan_meier.greenwood_sum)
            / nullif(abs(ln(nullif(kaplan_meier.survival, 0))), 0)) as band
    from quarters
    left join {{ ref('int_forecast__kaplan_meier') }} as kaplan_meier
        on quarters.generation = kaplan_meier.generation
        and kaplan_meier.days < quarters.days_to
    order by
        quarters.generation, quarters.quarter_no, kaplan_meier.days desc nulls last

)

select
    estimated.generation,
    estimated.age as age_years,
    exposure.at_risk,
    exposure.decays,
    exposure.exposure_years,
    estimated.survival,
    power(estimated.survival, estimated.band) as survival_low,
    power(estimated.survival, 1 / estimated.band) as survival_high,
    curves.survival_assumed,
    curves.survival_in_forecast
from estimated
inner join exposure using (generation, quarter_no)
left join curves using (generation, quarter_no)
