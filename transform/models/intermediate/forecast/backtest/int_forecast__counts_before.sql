-- What the rules of thumb read at each origin: the counts there and a year
-- before, and the parabola through all months known. On equally spaced months
-- x - mean and its square less (n^2 - 1) / 12 are orthogonal, so that each
-- coefficient is a quotient of two sums.
with origins as (

    select origin_date
    from {{ ref('int_forecast__origins') }}
    where series = 'catalogue'

),

months as (

    select
        *,
        row_number() over (order by month_end) as month_no
    from {{ ref('starlink_in_orbit_monthly_2019_2026') }}

),

known as (

    select
        origins.origin_date,
        months.*,
        count(*) over origin as months_known,
        months.month_no - (count(*) over origin + 1) / 2.0::float8 as x
    from origins
    inner join months on origins.origin_date >= months.month_end
    window origin as (partition by origins.origin_date)

),

squared as (

    select
        *,
        x * x - (months_known * months_known - 1) / 12.0::float8 as x2
    from known

)

select
    origin_date,
    months_known,
    max(in_orbit) filter (where month_no = months_known) as in_orbit,
    max(in_orbit) filter (where month_no = 1) as first_in_orbit,
    max(launched_cumulative) as launched,
    max(launched_cumulative) filter (where month_no = 1) as first_launched,
    max(decayed_cumulative) as decayed,
    max(launched_cumulative) filter (where month_no = months_known - 12)
        as launched_a_year_before,
    max(decayed_cumulative) filter (where month_no = months_known - 12)
        as decayed_a_year_before,
    avg(in_orbit::float8) as parabola_mean,
    sum(in_orbit * x) / sum(x * x) as parabola_slope,
    sum(in_orbit * x2) / sum(x2 * x2) as parabola_curvature
from squared
group by origin_date, months_known
