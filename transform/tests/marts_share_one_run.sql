-- The marts that this run made carry its time; it is not in the future, and not
-- before the rows that they are made of were loaded. A run of a part of the project
-- says nothing of the marts that it leaves as they are. (The audit and the kept
-- forecasts hold earlier runs' rows.)
{%- set marts = [
    'dim_capsules', 'dim_cores', 'dim_crew', 'dim_landpads', 'dim_launchpads',
    'dim_rockets', 'dim_ships', 'dim_starlink_satellites', 'fct_core_flights',
    'fct_crew_missions', 'fct_launches', 'fct_payloads', 'fct_starlink_cadence',
    'fct_starlink_chance_grid', 'fct_starlink_chances',
    'fct_starlink_constellation_monthly', 'fct_starlink_forecast_accuracy',
    'fct_starlink_forecast_backtest', 'fct_starlink_forecast_goals',
    'fct_starlink_forecast_quantiles', 'fct_starlink_forecast_scenarios',
    'fct_starlink_forecast_vs_later', 'fct_starlink_forecasts_judged',
    'fct_starlink_launches', 'fct_starlink_required_launches',
    'fct_starlink_survival', 'fct_starlink_upkeep', 'mart_starlink_42k_answer',
    'rpt_core_landings_by_year', 'rpt_crew_by_mission', 'rpt_launches_by_year',
    'rpt_payload_mass_by_year', 'rpt_starlink_versions'
] %}
{%- set made = [] %}
{%- for mart in marts %}
    {%- set relation = ref(mart) %}
    {%- if 'model.spacex.' ~ mart in selected_resources %}
        {%- do made.append([mart, relation]) %}
    {%- endif %}
{%- endfor %}

with updates as (
    {%- for mart, relation in made %}
    select '{{ mart }}' as mart, transformation_updated_at
    from {{ relation }}
    {{ 'union all' if not loop.last }}
    {%- else %}
    select null as mart, null::timestamptz as transformation_updated_at
    where false
    {%- endfor %}
),

loads as (

    select max(loaded_at) as loaded_at
    from {{ ref('stg_spacex__starlink_satellites') }}

)

select distinct updates.mart, updates.transformation_updated_at
from updates
cross join loads
where updates.transformation_updated_at is null
    or updates.transformation_updated_at
    <> (select max(transformation_updated_at) from updates)
    or updates.transformation_updated_at > clock_timestamp()
    or updates.transformation_updated_at < loads.loaded_at
