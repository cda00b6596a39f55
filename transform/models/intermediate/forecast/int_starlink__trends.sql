-- Straight lines and parabolas through all months known at each origin. On
-- equally spaced months p1 = x - mean and p2 = p1^2 - (n^2 - 1) / 12 are
-- orthogonal, so that each coefficient is a quotient of two sums.
{{ config(materialized='table') }}

with origins as (

    select * from {{ ref('int_starlink__forecast_origins') }}
    where series = 'catalogue'

),

histories as (

    select
        month_end,
        in_orbit,
        row_number() over (order by month_end) as month_no
    from {{ ref('int_starlink__histories') }}
    where series = 'catalogue'

),

points as (

    select
        origins.origin_date,
        origins.months_known,
        histories.in_orbit::float8 as y,
        ln(histories.in_orbit::float8) as ln_y,
        histories.month_no - (origins.months_known + 1) / 2.0::float8 as p1
    from origins
    inner join histories on origins.origin_date >= histories.month_end

),

orthogonal as (

    select
        *,
        p1 * p1
            - (months_known * months_known - 1) / 12.0::float8 as p2
    from points

)

select
    origin_date,
    months_known,
    avg(y) as mean,
    sum(y * p1) / sum(p1 * p1) as slope,
    sum(y * p2) / sum(p2 * p2) as curvature,
    avg(ln_y) as ln_mean,
    sum(ln_y * p1) / sum(p1 * p1) as ln_slope
from orthogonal
group by origin_date, months_known
