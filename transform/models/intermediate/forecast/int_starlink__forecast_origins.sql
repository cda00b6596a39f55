-- Where forecasts start: the end of each series' months, with what was known
-- then and nothing later. `launched_by_month` holds the satellites launched up
-- to each month's end; its last element is the origin's. `yearly_growths` holds
-- the change of the twelve-month rate over a year, and
-- `satellites_by_month_back` what was launched, both newest month first.
{{ config(materialized='table') }}

with histories as (

    select * from {{ ref('int_starlink__histories') }}

),

accumulated as (

    select
        series,
        month_end,
        in_orbit,
        launched_to_date,
        array_agg(launched_to_date) over to_date as launched_by_month,
        (count(*) over to_date)::integer as months_known,
        (sum(launches) over last_12_months)::integer as ttm_launches,
        max(month_end) over (partition by series) as last_month_end
    from histories
    window
        to_date as (partition by series order by month_end),
        last_12_months as (
            partition by series order by month_end rows 11 preceding
        )

),

measured as (

    select
        accumulated.*,
        launched_to_date
            - coalesce(launched_by_month[months_known - 12], 0)
            as ttm_satellites,
        growths.satellites_by_month_back,
        growths.yearly_growths,
        growths.yearly_growth,
        growths.monthly_deviation
    from accumulated
    cross join lateral (
        select
            array_agg(launched order by months_ago)
                as satellites_by_month_back,
            array_agg(rate - rate_a_year_before order by months_ago)
                as yearly_growths,
            avg(rate - rate_a_year_before) as yearly_growth,
            stddev_pop(launched) filter (where months_ago < 12)
                as monthly_deviation
        from {{ past_rates('launched_by_month', 'months_known', 24) }}
            as rates
    ) as growths
    where (series = 'live' and month_end = last_month_end)
        or (series = 'catalogue' and months_known >= 20)

)

select
    series,
    month_end as origin_date,
    months_known,
    launched_by_month,
    in_orbit,
    launched_to_date,
    ttm_launches,
    ttm_satellites,
    yearly_growth,
    yearly_growths,
    satellites_by_month_back,
    monthly_deviation,
    ttm_satellites::numeric / nullif(ttm_launches, 0) as satellites_per_launch
from measured
