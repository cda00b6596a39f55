-- Each scenario beside the constellation it starts from and what its method's
-- back-test measured; the outcome in a word.
with scenarios as (

    select * from {{ ref('int_starlink__scenarios') }}

),

outcomes as (

    select * from {{ ref('int_starlink__scenario_outcomes') }}

),

as_of as (

    select * from {{ ref('int_starlink__as_of') }}

),

constellation as (

    select * from {{ ref('int_starlink__constellation_today') }}

),

measured_error as (

    select * from {{ ref('int_starlink__measured_error') }}

),

joined as (

    select
        outcomes.*,
        scenarios.scenario_name,
        scenarios.method,
        scenarios.is_headline,
        scenarios.target_satellites,
        scenarios.launch_size,
        scenarios.life_years,
        scenarios.early_loss,
        scenarios.saturation_level as level_at_scenario_rate,
        scenarios.required_satellites_per_year,
        scenarios.assumptions_hash,
        (1 - scenarios.early_loss) * constellation.ttm_satellites
            * scenarios.life_years as level_at_todays_rate,
        constellation.*,
        as_of.as_of_date,
        as_of.source_kind,
        measured_error.*
    from scenarios
    inner join outcomes on scenarios.scenario_key = outcomes.scenario_key
    cross join constellation
    cross join as_of
    cross join measured_error

)

select
    *,
    {{ outcome_of_scenario() }} as outcome
from joined
