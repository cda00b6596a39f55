{#
    For on-run-end: every mart that this run has built carries its time in all rows
    (the audit, which keeps earlier runs' rows, in some; kept forecasts in none,
    where this run made the same as an earlier one). Marts that the run did not
    select are left alone, so a partial build passes.
#}
{% macro marts_share_one_run(results) -%}
    {%- set of_another_run = [] -%}
    {%- for result in results
        if execute and result.status == 'success'
        and result.node.resource_type == 'model'
        and result.node.fqn[1] == 'marts'
        and result.node.config.materialized != 'view' -%}
        {%- set keeps_others = result.node.config.materialized == 'incremental' -%}
        {%- set found = run_query(
            'select count(*) filter (where transformation_updated_at = '
            ~ transformation_updated_at() ~ '), count(*) from '
            ~ result.node.relation_name
        ) -%}
        {%- set of_this_run, rows = found.rows[0] -%}
        {%- set may_add_none = (
            result.node.config.meta.get('adds_rows_each_run') is sameas false
        ) -%}
        {%- if (of_this_run == 0 and rows > 0 and not may_add_none)
            or (of_this_run < rows and not keeps_others) -%}
            {%- do of_another_run.append(result.node.name) -%}
        {%- endif -%}
    {%- endfor -%}
    {%- if of_another_run -%}
        {%- do exceptions.raise_compiler_error(
            'transformation_updated_at is not the start of this run in '
            ~ of_another_run | join(', ')
            ~ ': write it by the macro transformation_updated_at()'
        ) -%}
    {%- endif -%}
{%- endmacro %}
