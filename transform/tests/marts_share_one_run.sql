-- All marts of a run carry its time; it is not in the future, and not before
-- the rows that they are made of were loaded.
{%- set marts = [] %}
{%- if execute %}
    {%- for node in graph.nodes.values()
        if node.resource_type == 'model'
        and node.fqn[1] == 'marts'
        and node.name != 'audit_data_quality' %}
        {%- do marts.append(node) %}
    {%- endfor %}
{%- endif %}
-- depends_on: {{ ref('mart_starlink_42k_answer') }}
-- depends_on: {{ ref('rpt_crew_by_mission') }}

with updates as (
    {%- for mart in marts %}
    select '{{ mart.name }}' as mart, transformation_updated_at
    from {{ mart.relation_name }}
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
