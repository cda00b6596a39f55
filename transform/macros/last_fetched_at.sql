{#
    When the tap last had an answer for a stream, changed or not; null: never. A stream
    without a table is one that the tap does not select: it is as old as the
    tap's last run. In the freshness of sources.
#}
{% macro last_fetched_at(stream_relation) -%}
    {%- set extractions = load_relation(
        stream_relation.incorporate(path={'identifier': 'extractions'})
    ) -%}
    {%- if extractions is none -%}
        select null::timestamptz
    {%- else -%}
        select max(fetched_at) at time zone 'UTC'
        from {{ extractions }} as extractions
        where to_jsonb(extractions) ->> 'outcome' is distinct from 'failed'
        {%- if load_relation(stream_relation) is not none
            and stream_relation.identifier != 'extractions' %}
            and stream = '{{ stream_relation.identifier }}'
        {%- endif %}
    {%- endif -%}
{%- endmacro %}
