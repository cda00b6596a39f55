-- One row per scenario, the headline first.
select
    scenario_key, scenario_name, is_headline, outcome, target_satellites,
    as_of_date, data_source, satellites_launched, satellites_in_orbit,
    satellites_decayed, launches_to_date, ttm_launches, ttm_satellites,
    satellites_per_launch, saturation_level, required_satellites_per_year,
    required_launches_per_year, reach_date_p50, launches_needed_p50,
    prob_reached_by_2035, prob_reached_by_2040, prob_reached_by_2050,
    prob_reached_by_2100, interval_method, chance_standard_error_points,
    answer_text, rate_text, since_text, source_text, assumptions_hash,
    transformation_updated_at
from mart_starlink_42k_answer
order by is_headline desc, scenario_key
