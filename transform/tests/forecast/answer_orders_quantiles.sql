-- Never is later than any date; chances do not fall with the years.
with answers as (

    select
        scenario_key,
        {%- for name in ['p025', 'p10', 'p25', 'p50', 'p75', 'p90', 'p975'] %}
        coalesce(reach_date_{{ name }}, 'infinity') as {{ name }},
        {%- endfor %}
        prob_reached_by_2030 as by_2030,
        prob_reached_by_2035 as by_2035,
        prob_reached_by_2040 as by_2040,
        prob_reached_by_2050 as by_2050,
        prob_reached_by_2100 as by_2100
    from {{ ref('mart_starlink_42k_answer') }}
    where interval_method not like 'none%'

)

select * from answers
where not (
    p025 <= p10 and p10 <= p25 and p25 <= p50 and p50 <= p75 and p75 <= p90
    and p90 <= p975
)
    or not (
        0 <= by_2030 and by_2030 <= by_2035 and by_2035 <= by_2040
        and by_2040 <= by_2050 and by_2050 <= by_2100 and by_2100 <= 1
    )
