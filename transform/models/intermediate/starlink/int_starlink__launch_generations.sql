-- Every launch of Starlinks that the catalogue, the API or the launch log knows,
-- its day, and the generation that flew on it by the first rule that fits. A table:
-- few rows from all satellites.
{{ config(materialized='table') }}

with catalogued as (

    select
        launch_key,
        min(launch_id) as launch_id,
        min(launched_on) as launched_on,
        min(object_name) as object_name,
        min(name_number) as name_number,
        count(*)::integer as satellites
    from {{ ref('int_starlink__satellites_combined') }}
    where launch_key is not null
    group by launch_key

),

launch_log as (

    select * from {{ ref('int_starlink__launch_log') }}

),

rules as (

    select * from {{ ref('starlink_generation_rules') }}

),

launches as (

    select
        coalesce(catalogued.launch_key, launch_log.launch_key) as launch_key,
        catalogued.launch_id,
        coalesce(launch_log.launched_on, catalogued.launched_on)
            as launched_on,
        launch_log.vehicle_name,
        launch_log.mission,
        launch_log.group_number,
        catalogued.object_name,
        catalogued.name_number,
        greatest(catalogued.satellites, launch_log.deployed) as satellites
    from catalogued
    full join launch_log on catalogued.launch_key = launch_log.launch_key

)

select distinct on (launches.launch_key)
    launches.launch_key,
    launches.launch_id,
    launches.launched_on,
    coalesce(rules.generation, 'unknown') as generation,
    coalesce(rules.rule, 'none') as generation_rule
from launches
left join rules
    on starts_with(
        coalesce(launches.vehicle_name, ''), coalesce(rules.vehicle_prefix, '')
    )
    and starts_with(
        coalesce(launches.mission, ''), coalesce(rules.mission_prefix, '')
    )
    and starts_with(
        coalesce(launches.object_name, ''), coalesce(rules.name_prefix, '')
    )
    {%- for value, low, high in [
        ('group_number', 'group_from', 'group_to'),
        ('name_number', 'name_number_from', 'name_number_to'),
        ('launched_on', 'launched_from', 'launched_to'),
        ('satellites', 'satellites_from', 'null')
    ] %}
    and (
        rules.{{ low }} is null
        or launches.{{ value }} >= rules.{{ low }}
    )
    {%- if high != 'null' %}
    and (
        rules.{{ high }} is null
        or launches.{{ value }} <= rules.{{ high }}
    )
    {%- endif %}
    {%- endfor %}
order by launches.launch_key, rules.priority
