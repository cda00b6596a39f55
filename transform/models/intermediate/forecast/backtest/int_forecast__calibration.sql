-- By how much an origin's intervals are stretched, so that they would have held
-- the share of earlier outcomes that they promise: one factor for all horizons,
-- from the outcomes of all horizons that were known at the origin. It never
-- shrinks an interval; with too few outcomes it does nothing.

with origins as (

    select * from {{ ref('int_forecast__origins') }}

),

errors as (

    select * from {{ ref('int_forecast__errors') }}

),

assumptions as (

    select least_outcomes from {{ ref('int_forecast__assumptions') }}

),

known as (

    select
        origins.series,
        origins.origin_date,
        measures.measure,
        count(errors.actual)::integer as outcomes_known,
        percentile_cont(0.80) within group (order by errors.miss_80)
            as factor_80,
        percentile_cont(0.95) within group (order by errors.miss_95)
            as factor_95
    from origins
    cross join (
        values ('launched'), ('decayed'), ('in_orbit')
    ) as measures (measure)
    left join errors
        on measures.measure = errors.measure
        and origins.origin_date >= errors.forecast_date
    group by origins.series, origins.origin_date, measures.measure

)

select
    known.series,
    known.origin_date,
    known.measure,
    known.outcomes_known,
    {%- for level in [80, 95] %}
    case
        when known.outcomes_known >= assumptions.least_outcomes
            then greatest(known.factor_{{ level }}, 1)
        else 1
    end as factor_{{ level }}{{ ',' if not loop.last }}
    {%- endfor %}
from known
cross join assumptions
