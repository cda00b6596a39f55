-- The chance that a target has been reached by a year's end: the share of all
-- futures, and how well it is known, by how the samples differ.
with samples as (

    select sample_no, count(*) as paths
    from {{ ref('int_forecast__path_draws') }}
    group by sample_no

),

years as (

    select extract(year from forecast_date)::integer as year
    from {{ ref('int_forecast__horizons') }}
    where series = 'live' and extract(month from forecast_date) = 12
    group by 1

),

passages as (

    select
        scenario_key,
        sample_no,
        extract(year from reached_on)::integer as year,
        count(*) as reached
    from {{ ref('int_forecast__first_passages') }}
    group by 1, 2, 3

),

scenarios as (

    select scenario_key
    from {{ ref('int_forecast__scenarios') }}
    where method = 'simulation'

),

shares as (

    select
        scenarios.scenario_key,
        years.year,
        samples.paths,
        sum(coalesce(passages.reached, 0)) over (
            partition by scenarios.scenario_key, samples.sample_no
            order by years.year
        ) as reached
    from scenarios
    cross join years
    cross join samples
    left join passages
        on scenarios.scenario_key = passages.scenario_key
        and samples.sample_no = passages.sample_no
        and years.year = passages.year

)

select
    scenario_key,
    year,
    round(sum(reached) / sum(paths), 6) as chance,
    round(coalesce(
        stddev_samp(reached / paths) / sqrt(count(*)::numeric), 0
    ), 6) as standard_error
from shares
group by scenario_key, year
