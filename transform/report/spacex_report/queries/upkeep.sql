-- One row per life and way to launch, of the headline's target.
select
    upkeep.life_years, upkeep.mean_life_years, upkeep.option_name,
    upkeep.vehicle, upkeep.satellites_per_launch, upkeep.satellites_per_year,
    upkeep.launches_per_year, upkeep.target_satellites
from fct_starlink_upkeep as upkeep
inner join mart_starlink_42k_answer as answers using (scenario_key)
where answers.is_headline
order by upkeep.life_years, upkeep.satellites_per_launch
