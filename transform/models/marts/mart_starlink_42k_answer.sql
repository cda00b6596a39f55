with outcomes as (

    select * from {{ ref('int_starlink__scenario_outcomes') }}

),

as_of as (

    select * from {{ ref('int_starlink__as_of') }}

),

constellation as (

    select * from {{ ref('int_starlink__constellation_today') }}

),

assembled as (

    select
        outcomes.*,
        as_of.as_of_date,
        as_of.source_kind,
        constellation.*,
        {{ outcome_of_scenario() }} as outcome
    from outcomes
    cross join as_of
    cross join constellation

)

select
    scenario_key,
    scenario_name,
    is_headline,
    outcome,
    target_satellites,
    as_of_date,
    ('{{ run_started_at.date() }}'::date - as_of_date) as data_age_days,
    coalesce(source_kind, 'unknown') as data_source,
    satellites_launched,
    satellites_in_orbit,
    satellites_decayed,
    launches_to_date,
    ttm_launches,
    ttm_satellites,
    round(launch_size, 2) as satellites_per_launch,
    life_years as assumed_life_years,
    early_loss as assumed_early_loss,
    round(saturation_level)::integer as saturation_level,
    ceil(required_satellites_per_year)::integer
        as required_satellites_per_year,
    ceil(required_satellites_per_year / launch_size)::integer
        as required_launches_per_year,
    reach_date as reach_date_p50,
    launches_needed as launches_needed_p50,
    {{ answer_sentence() }} as answer_text,
    assumptions_hash,
    {{ transformation_updated_at() }} as transformation_updated_at
from assembled
