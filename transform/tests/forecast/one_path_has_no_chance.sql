-- A chance is of many futures: 0 or 100 % of one path reads as knowledge.
select scenario_key
from {{ ref('mart_starlink_42k_answer') }}
where interval_method like 'none%'
    and coalesce(prob_reached_by_2030, prob_reached_by_2100) is not null
