{#
    A source's table. Where the target never made it (a database that nothing
    was loaded into, a stream that the tap does not select): no rows, in the
    columns that the source declares; the audit names such streams. A table that
    is gone although the tap read documents for it is an error.
#}
{% macro or_empty(source_relation) -%}
    {%- if not execute or source_relation.is_cte
        or load_relation(source_relation) is not none -%}
        {{ return(source_relation) }}
    {%- endif -%}
    {%- set documents = documents_read(source_relation) -%}
    {%- if documents > 0 -%}
        {%- do exceptions.raise_compiler_error(
            source_relation ~ ' does not exist, but the tap read '
            ~ documents ~ ' documents for it: load the stream again with'
            ~ ' --full-refresh, or correct DBT_SOURCE_SCHEMA'
        ) -%}
    {%- endif -%}
    {%- do log(
        source_relation ~ ' does not exist: a stream without documents',
        info=true
    ) -%}
    (
        select
            {%- for column in declared_columns(source_relation) %}
            null::{{ column.data_type }} as "{{ column.name }}"
            {{- ',' if not loop.last }}
            {%- endfor %}
        where false
    ) as nothing_loaded
{%- endmacro %}


{# Documents in the largest body of this stream, by the tap's own log. #}
{% macro documents_read(source_relation) -%}
    {%- set extractions = load_relation(
        source_relation.incorporate(path={'identifier': 'extractions'})
    ) -%}
    {%- if extractions is none -%}
        {{ return(0) }}
    {%- endif -%}
    {%- set found = run_query(
        'select coalesce(max(documents), 0) from ' ~ extractions
        ~ " where stream = '" ~ source_relation.identifier ~ "'"
    ) -%}
    {{ return(found.columns[0][0]) }}
{%- endmacro %}


{# The columns that the YAML of the source declares, with their types. #}
{% macro declared_columns(source_relation) -%}
    {%- for node in graph.sources.values()
        if node.schema == source_relation.schema
        and node.identifier == source_relation.identifier %}
        {{ return(node.columns.values() | list) }}
    {%- endfor -%}
{%- endmacro %}
