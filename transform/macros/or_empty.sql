{#
    A source's table, in the columns that the source declares at the least. Where
    the target never made it (a database that nothing was loaded into, a stream
    that the tap does not select): no rows; the audit names such streams. Columns
    that are not there (loaded by an earlier version, or not selected) are null.
    A table that is not there although its source has documents is an error.
#}
{% macro or_empty(source_relation) -%}
    {%- if not execute or source_relation.is_cte -%}
        {{ return(source_relation) }}
    {%- endif -%}
    {%- set columns = declared_columns(source_relation) -%}
    {%- if load_relation(source_relation) is not none -%}
        {{ return(with_columns(source_relation, columns)) }}
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
            {%- for column in columns %}
            null::{{ column.data_type }} as "{{ column.name }}"
            {{- ',' if not loop.last }}
            {%- endfor %}
        where false
    ) as nothing_loaded
{%- endmacro %}


{# The relation, and null for each of the columns that it lacks. #}
{% macro with_columns(relation, columns) -%}
    {%- set present = adapter.get_columns_in_relation(relation)
        | map(attribute='name') | list -%}
    {%- set missing = columns | rejectattr('name', 'in', present) | list -%}
    {%- if missing -%}
        (
            select
                *
                {%- for column in missing %},
                null::{{ column.data_type }} as "{{ column.name }}"
                {%- endfor %}
            from {{ relation }}
        ) as some_columns_loaded
    {%- else -%}
        {{ relation }}
    {%- endif -%}
{%- endmacro %}


{#
    Whether the source has documents of this stream, by the tap's own log: it read
    some, or was told that they are as it knows them (unchanged, 304), which it
    may know from a run into another database.
#}
{% macro has_documents(source_relation) -%}
    {%- set extractions = load_relation(
        source_relation.incorporate(path={'identifier': 'extractions'})
    ) -%}
    {%- if extractions is none -%}
        {{ return(false) }}
    {%- endif -%}
    {%- set found = run_query(
        'select count(*) from ' ~ extractions ~ ' as extractions'
        ~ " where stream = '" ~ source_relation.identifier ~ "'"
        ~ ' and (documents > 0 or http_status = 304'
        ~ " or to_jsonb(extractions) ->> 'outcome' = 'unchanged')"
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
