-- The answer's figures, for reading: what is in orbit, each scenario's outcome,
-- and what was loaded. No date and no launches: never, at that rate.
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

\pset title 'When will there be 42,000? By scenario'
\pset null -
select
  case when is_headline then '* ' else '  ' end || scenario_key as "scenario",
  outcome,
  coalesce(reach_date_p50::text, 'never') as "reached",
  launches_needed_p50 as "launches needed",
  saturation_level as "saturates at",
  required_launches_per_year as "launches a year to hold 42,000"
from analytics.mart_starlink_42k_answer
order by is_headline desc, scenario_key;

\pset null ''
\pset title 'Loaded'
select
  (select count(*) from tap_spacex.launches) as "launches",
  (select count(*) from tap_spacex.payloads) as "payloads",
  (select count(*) from tap_spacex.crew) as "crew",
  (select count(*) from tap_spacex.rockets) as "rockets",
  (select count(*) from tap_spacex.cores) as "cores",
  (select count(*) from tap_spacex.starlink) as "satellites";
