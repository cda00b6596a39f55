{#
    Statistics of the raw tables, for on-run-start: the target has just filled
    them, and the server has not looked at them yet. Planned without, a join of
    two of them was seen to take a hundred times as long.
#}
{% macro analyze_sources() -%}
    {%- set tables = [] -%}
    {%- if execute and flags.WHICH in ('build', 'run', 'test', 'snapshot') -%}
        {%- for node in graph.sources.values() -%}
            {%- set table = load_relation(
                source(node.source_name, node.name)
            ) -%}
            {%- if table is not none -%}
                {%- do tables.append(table) -%}
            {%- endif -%}
        {%- endfor -%}
    {%- endif -%}
    {%- if tables -%}
        analyze {{ tables | join(', ') }}
    {%- endif -%}
{%- endmacro %}
