{#
    A source's table. Where the target never made it (a database that nothing
    was loaded into, a stream that the tap does not select): no rows, in the
    columns that the source declares; the audit names such streams. A table that
    is not there although the API has documents for it is an error.
#}
{% macro or_empty(source_relation) -%}
    {%- if not execute or source_relation.is_cte
        or load_relation(source_relation) is not none -%}
        {{ return(source_relation) }}
    {%- endif -%}
    {%- if has_documents(source_relation) -%}
        {%- do exceptions.raise_compiler_error(
            source_relation ~ ' does not exist, but the API has documents for'
            ~ ' it, by table extractions: load it with meltano run'
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


{#
    Whether the API has documents of this stream, by the tap's own log: it read
    some, or was told that they are as it knows them (304), which it may know
    from a run into another database.
#}
{% macro has_documents(source_relation) -%}
    {%- set extractions = load_relation(
        source_relation.incorporate(path={'identifier': 'extractions'})
    ) -%}
    {%- if extractions is none -%}
        {{ return(false) }}
    {%- endif -%}
    {%- set found = run_query(
        'select count(*) from ' ~ extractions
        ~ " where stream = '" ~ source_relation.identifier ~ "'"
        ~ ' and (documents > 0 or http_status = 304)'
    ) -%}
    {{ return(found.columns[0][0] > 0) }}
{%- endmacro %}


{# The columns that the YAML of the source declares, with their types. #}
{% macro declared_columns(source_relation) -%}
    {%- for node in graph.sources.values()
        if node.schema == source_relation.schema
        and node.identifier == source_relation.identifier %}
        {{ return(node.columns.values() | list) }}
    {%- endfor -%}
{%- endmacro %}
