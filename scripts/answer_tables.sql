-- The answer's figures, for reading: what is in orbit, each scenario's outcome,
-- and what was loaded. Never is only what cannot be at that rate: a target that
-- the forecast ends before is said to be not reached by then.
\pset footer off
\pset title 'Starlink satellites'
select
  as_of_date as "as of",
  satellites_launched as "launched",
  satellites_decayed as "decayed",
  satellites_in_orbit as "in orbit",
  launches_to_date as "launches",
  ttm_launches as "launches in 12 months",
  satellites_per_launch as "satellites per launch",
  data_source as "source"
from analytics.mart_starlink_42k_answer
where is_headline;

\pset title 'When is the target reached? By scenario'
\pset null -
select
  case when is_headline then '* ' else '  ' end || scenario_key as "scenario",
  target_satellites as "target",
  outcome,
  case outcome
    when 'never_at_this_rate' then 'never'
    when 'beyond_horizon' then 'not by ' || (
      select max(month_end) from analytics.fct_starlink_forecast_scenarios)
    when 'insufficient_data' then 'unknown'
    else reach_date_p50::text
  end as "reached",
  launches_needed_p50 as "launches needed",
  saturation_level as "saturates at",
  required_launches_per_year as "launches a year to hold it"
from analytics.mart_starlink_42k_answer
order by is_headline desc, scenario_key;

\pset null ''
\pset title 'Loaded'
select
  (select count(*) from analytics_staging.stg_spacex__launches) as "launches",
  (select count(*) from analytics_staging.stg_spacex__payloads) as "payloads",
  (select count(*) from analytics_staging.stg_spacex__crew) as "crew",
  (select count(*) from analytics_staging.stg_spacex__rockets) as "rockets",
  (select count(*) from analytics_staging.stg_spacex__cores) as "cores",
  (select count(*) from analytics_staging.stg_spacex__starlink_satellites)
    as "satellites";
