-- All marts of a run carry its time; it is not in the future, and not before
-- the rows that they are made of were loaded. (The audit keeps earlier runs' rows.)
{%- set marts = [
    'dim_capsules', 'dim_cores', 'dim_crew', 'dim_landpads', 'dim_launchpads',
    'dim_rockets', 'dim_ships', 'dim_starlink_satellites', 'fct_core_flights',
    'fct_crew_missions', 'fct_launches', 'fct_payloads',
    'fct_starlink_constellation_monthly', 'fct_starlink_forecast_accuracy',
    'fct_starlink_forecast_backtest', 'fct_starlink_forecast_paths',
    'fct_starlink_forecast_scenarios', 'fct_starlink_forecast_vs_later',
    'fct_starlink_launches', 'fct_starlink_survival',
    'mart_starlink_42k_answer', 'rpt_core_landings_by_year',
    'rpt_crew_by_mission', 'rpt_launches_by_year', 'rpt_payload_mass_by_year',
    'rpt_starlink_versions'
] %}

with updates as (
    {%- for mart in marts %}
    select '{{ mart }}' as mart, transformation_updated_at
    from {{ ref(mart) }}
    {{ 'union all' if not loop.last }}
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
