-- Each scenario beside the constellation it starts from and what the back-test
-- of its method measured; the outcome in a word. Chances are of many futures: a
-- path alone has none.
with levels as (

    select * from {{ ref('int_forecast__levels') }}

),

outcomes as (

    select * from {{ ref('int_forecast__outcomes') }}

),

chances as (

    select
        scenario_key,
        {%- for year in var('answer_years') %}
        max(chance) filter (where year = {{ year }})
            as prob_reached_by_{{ year }},
        {%- endfor %}
        max(standard_error) as standard_error
    from {{ ref('int_forecast__chances') }}
    group by scenario_key

),

constellation as (

    select * from {{ ref('int_starlink__constellation_today') }}

),

as_of as (

    select * from {{ ref('int_starlink__as_of') }}

),

counted as (

    select counted_on as counted_later_on, in_orbit as counted_later
    from {{ ref('starlink_count_points') }}
    order by counted_on desc, in_orbit desc
    limit 1

),

joined as (

    select
        levels.*,
        {%- for name in quantile_levels() %}
        outcomes.reach_date_{{ name | replace('q', 'p') }},
        {%- endfor %}
        outcomes.launches_needed_p10,
        outcomes.launches_needed_p50,
        outcomes.launches_needed_p90,
        {%- for year in var('answer_years') %}
        chances.prob_reached_by_{{ year }},
        {%- endfor %}
        chances.standard_error,
        constellation.satellites_launched,
        constellation.satellites_in_orbit,
        constellation.satellites_decayed,
        constellation.launches_to_date,
        {%- for column in [
            'satellites_in_orbit_in_catalogue', 'satellites_awaiting_catalogue',
            'launches_since', 'satellites_since', 'since_from', 'since_to',
            'names_since'
        ] %}
        constellation.{{ column }},
        {%- endfor %}
        as_of.as_of_date,
        as_of.has_catalogue,
        as_of.source_name,
        as_of.source_kind,
        {%- for source in ['catalogue', 'launch_log', 'api'] %}
        as_of.{{ source }}_as_of_date,
        as_of.{{ source }}_kind,
        {%- endfor %}
        counted.*,
        measured_error.*
    from levels
    cross join constellation
    cross join as_of
    cross join {{ ref('int_forecast__measured_error') }} as measured_error
    left join counted on true
    left join outcomes using (scenario_key)
    left join chances using (scenario_key)

)

select
    *,
    {{ outcome_of_scenario() }} as outcome
from joined
