-- What a build of version 0.1.0 left, as far as a build of today meets it with other
-- columns or as another kind of relation: seeds, snapshots, the audit (which grows),
-- marts that have another name now, and the model that views were built on.
create schema analytics;
create schema analytics_intermediate;
create schema analytics_seeds;
create schema analytics_snapshots;

create table analytics.audit_data_quality (
    audit_key text not null, run_id text, check_name text, stream text, description
    text, rows_checked bigint, rows_flagged bigint, transformation_updated_at
    timestamptz not null
);

create table analytics.fct_starlink_forecast_paths (
    month_end date not null, months_ahead integer, q025 integer, q10 integer, q25
    integer, q50 integer, q75 integer, q90 integer, q975 integer, low_80 integer,
    high_80 integer, low_95 integer, high_95 integer, factor_80 numeric, factor_95
    numeric, transformation_updated_at timestamptz not null
);

create table analytics.mart_starlink_42k_answer (
    scenario_key text not null, scenario_name text, is_headline boolean, outcome text,
    target_satellites integer, as_of_date date, data_age_days integer, data_source
    text, satellites_launched integer, satellites_in_orbit integer, satellites_decayed
    integer, launches_to_date integer, ttm_launches integer, ttm_satellites integer,
    satellites_per_launch numeric, assumed_life_years numeric, assumed_early_loss
    numeric, saturation_level integer, required_satellites_per_year integer,
    required_launches_per_year integer, reach_date_p025 date, reach_date_p10 date,
    reach_date_p25 date, reach_date_p50 date, reach_date_p75 date, reach_date_p90
    date, reach_date_p975 date, prob_reached_by_2030 numeric, prob_reached_by_2035
    numeric, prob_reached_by_2040 numeric, prob_reached_by_2050 numeric,
    prob_reached_by_2100 numeric, launches_needed_p10 integer, launches_needed_p50
    integer, launches_needed_p90 integer, interval_method text, backtest_mae_12m
    integer, backtest_mae_24m integer, backtest_coverage_80 numeric,
    calibration_factor_80 numeric, answer_text text, assumptions_hash text,
    transformation_updated_at timestamptz not null
);

create table analytics.rpt_starlink_versions (
    version text not null, first_launched_on date, last_launched_on date, launches
    integer, satellites integer, fewest_per_launch integer, most_per_launch integer,
    mean_per_launch numeric, satellites_in_orbit integer, transformation_updated_at
    timestamptz not null
);

create table analytics_seeds.starlink_assumptions (
    assumption text, value numeric, meaning text, source text, dated date
);

create table analytics_seeds.starlink_scenarios (
    scenario_key text, scenario_name text, method text, is_headline boolean,
    target_satellites integer, growth_share numeric, damping numeric, life_years
    numeric, early_loss numeric, satellites_per_launch numeric, source text, dated
    date
);

create table analytics_seeds.starlink_in_orbit_later (
    date date, in_orbit integer, basis text
);

create table analytics_seeds.starlink_in_orbit_monthly_2019_2025 (
    month_end date, launched_cumulative integer, decayed_cumulative integer, in_orbit
    integer, launches_in_month integer
);

create table analytics_snapshots.snap_starlink_answers (
    scenario_key text, scenario_name text, is_headline boolean, outcome text,
    target_satellites integer, as_of_date date, data_age_days integer, data_source
    text, satellites_launched integer, satellites_in_orbit integer, satellites_decayed
    integer, launches_to_date integer, ttm_launches integer, ttm_satellites integer,
    satellites_per_launch numeric, assumed_life_years numeric, assumed_early_loss
    numeric, saturation_level integer, required_satellites_per_year integer,
    required_launches_per_year integer, reach_date_p025 date, reach_date_p10 date,
    reach_date_p25 date, reach_date_p50 date, reach_date_p75 date, reach_date_p90
    date, reach_date_p975 date, prob_reached_by_2030 numeric, prob_reached_by_2035
    numeric, prob_reached_by_2040 numeric, prob_reached_by_2050 numeric,
    prob_reached_by_2100 numeric, launches_needed_p10 integer, launches_needed_p50
    integer, launches_needed_p90 integer, interval_method text, backtest_mae_12m
    integer, backtest_mae_24m integer, backtest_coverage_80 numeric,
    calibration_factor_80 numeric, answer_text text, assumptions_hash text,
    transformation_updated_at timestamptz, dbt_scd_id text, dbt_updated_at timestamp,
    dbt_valid_from timestamp, dbt_valid_to timestamp
);

create table analytics_snapshots.snap_starlink_satellites (
    satellite_id text, norad_id bigint, launch_id text, object_name text, object_id
    text, object_type text, version text, longitude numeric, latitude numeric,
    height_km numeric, inclination_deg numeric, period_min numeric, apoapsis_km
    numeric, periapsis_km numeric, is_decayed boolean, launched_on date, decayed_on
    date, catalogued_at timestamptz, loaded_at timestamptz, launch_designator text,
    object_key text, dbt_scd_id text, dbt_updated_at timestamp, dbt_valid_from
    timestamp, dbt_valid_to timestamp
);

create table analytics_intermediate.int_launches__flown as
select id as launch_id, name as launch_name from tap_spacex.launches;

create view analytics_intermediate.int_cores__flown as
select * from analytics_intermediate.int_launches__flown;

insert into analytics.audit_data_quality values (
    '2026-11-26T00:00:00Z|starlink.link_null', '2026-11-26T00:00:00Z',
    'starlink.link_null', 'starlink', 'The API links no launch', 3526, 311,
    '2026-11-26 00:00:00+00'
);

insert into analytics_seeds.starlink_in_orbit_later values
('2025-06-28', 7814, 'CelesTrak Starlink group');

insert into analytics_snapshots.snap_starlink_answers (
    scenario_key, scenario_name, is_headline, outcome, target_satellites,
    as_of_date, prob_reached_by_2040, answer_text, assumptions_hash,
    transformation_updated_at, dbt_scd_id, dbt_updated_at, dbt_valid_from
) values (
    'simulation', 'Growth as seen before', true, 'never_at_this_rate', 42000,
    '2022-11-30', 0.0810, 'By the sample API, data of 2022-11-30', 'former',
    '2026-11-26 00:00:00+00', 'first answer', '2026-11-26', '2026-11-26'
);

-- Two that are as they were, and one that was not said to have decayed.
insert into analytics_snapshots.snap_starlink_satellites (
    satellite_id, norad_id, launch_id, version, is_decayed, decayed_on,
    dbt_scd_id, dbt_updated_at, dbt_valid_from
)
select
    id,
    ("spaceTrack" ->> 'NORAD_CAT_ID')::bigint,
    launch,
    version,
    false,
    null,
    'first ' || id,
    '2026-11-26',
    '2026-11-26'
from tap_spacex.starlink
where ("spaceTrack" ->> 'NORAD_CAT_ID')::bigint in (44238, 44714, 46774);
