-- Every simulated future at every origin: the rate its months were resampled
-- to, and the growth and noise of that origin.
{{ config(materialized='table') }}

with origins as (

    select * from {{ ref('int_starlink__forecast_origins') }}
    where ttm_satellites > 0

),

draws as (

    select * from {{ ref('int_starlink__path_draws') }}

),

drawn as (

    select
        origins.series,
        origins.origin_date,
        draws.path_no,
        (
            select sum(origins.satellites_by_month_back[month_back + 1])
            from unnest(draws.resampled_months) as resampled (month_back)
        )::float8 as yearly_rate,
        origins.yearly_growths[draws.growth_month + 1]::float8
            as yearly_growth,
        draws.damping::float8 as damping,
        draws.life_months,
        draws.early_loss::float8 as early_loss,
        (draws.deviation * origins.monthly_deviation)::float8
            as monthly_noise
    from origins
    cross join draws

)

select
    *,
    {{ years_of_launches('yearly_rate', 'yearly_growth', 'damping') }}
        as years_of_launches
from drawn
