{#
    What dbt does with the table of a seed that is there already: it empties it.
    Where the seed has other columns than the table (made by an earlier version of
    this project) that fails on the first new one, so then the table is made anew,
    as --full-refresh does.
#}
{% macro postgres__reset_csv_table(model, full_refresh, old_relation, agate_table) -%}
    {%- set seeded = agate_table.column_names | list -%}
    {%- set present = adapter.get_columns_in_relation(old_relation)
        | map(attribute='name') | list -%}
    {{ return(default__reset_csv_table(
        model, full_refresh or seeded != present, old_relation, agate_table
    )) }}
{%- endmacro %}
