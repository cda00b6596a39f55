-- By how much an origin's intervals are to be stretched, so that they would
-- have held the share of earlier outcomes that they promise. Only outcomes
-- known at the origin count; too few of them: no stretching.
{{ config(materialized='table') }}

with origins as (

    select * from {{ ref('int_starlink__forecast_origins') }}

),

errors as (

    select * from {{ ref('int_starlink__forecast_errors') }}

),

assumptions as (

    select * from {{ ref('int_starlink__assumptions') }}

),

known as (

    select
        origins.series,
        origins.origin_date,
        horizons.months_ahead as horizon_months,
        count(errors.miss_80) as outcomes_known,
        percentile_cont(0.80) within group (order by errors.miss_80)
            as factor_80,
        percentile_cont(0.95) within group (order by errors.miss_95)
            as factor_95
    from origins
    cross join (values (6), (12), (24), (36)) as horizons (months_ahead)
    left join errors
        on horizons.months_ahead = errors.months_ahead
        and errors.month_end <= origins.origin_date
    group by origins.series, origins.origin_date, horizons.months_ahead

)

select
    known.series,
    known.origin_date,
    known.horizon_months,
    known.outcomes_known,
    case
        when known.outcomes_known >= assumptions.least_outcomes
            then known.factor_80
        else 1
    end as factor_80,
    case
        when known.outcomes_known >= assumptions.least_outcomes
            then known.factor_95
        else 1
    end as factor_95
from known
cross join assumptions
