{#
    A subquery: for each of the last `months` months the satellites launched in
    it, in the twelve months up to its end, and in the twelve before those.
    Nothing was launched before the first month known.
#}
{% macro past_rates(launched_by_month, months_known, months) -%}
(
    select
        months_ago,
        by_now - by_month_before as launched,
        by_now - by_year_before as rate,
        by_year_before - by_two_years_before as rate_a_year_before
    from generate_series(0, {{ months }} - 1) as ago (months_ago)
    cross join lateral (
        select
            {%- for name, months_back in [
                ('by_now', 0), ('by_month_before', 1), ('by_year_before', 12),
                ('by_two_years_before', 24)
            ] %}
            coalesce({{ launched_by_month }}[
                {{ months_known }} - months_ago - {{ months_back }}
            ], 0) as {{ name }}{{ ',' if not loop.last }}
            {%- endfor %}
    ) as launched
)
{%- endmacro %}
