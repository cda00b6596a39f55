-- What chance deals to each simulated future, the same at every origin: damping
-- and life by stratum, a month to take the trends from, and three normal numbers
-- (Box and Muller) for the level of the rate, its months, and campaigns. Futures
-- come in 16 samples of one sequence, each shifted by itself: how the samples
-- differ says how well a chance is known.
{%- set samples = 16 %}
{%- set pi = '3.141592653589793' %}
with assumptions as (

    select * from {{ ref('int_forecast__assumptions') }}

),

paths as (

    select
        path_no,
        (path_no - 1) / ceil(paths / {{ samples }})::integer + 1 as sample_no,
        (path_no - 1) % ceil(paths / {{ samples }})::integer + 1 as number,
        path_no <= backtest_paths as is_in_backtest,
        random_seed
    from assumptions
    cross join generate_series(1, paths::integer) as numbers (path_no)

),

dealt as (

    select
        paths.*,
        {%- for role in [
            'damping', 'life', 'change', 'u1', 'u2', 'u3', 'u4'
        ] %}
        {{ uniform_sequence(
            'number', loop.index0,
            "concat_ws('|', random_seed, sample_no, '" ~ role ~ "')"
        ) }} as {{ role }}{{ ',' if not loop.last }}
        {%- endfor %}
    from paths

),

strata as (

    select max(damping_no) as dampings, max(life_no) as lives
    from {{ ref('int_forecast__strata') }}
    where is_drawn

)

select
    path_no,
    sample_no,
    is_in_backtest,
    floor(damping * dampings)::integer + 1 as damping_no,
    floor(life * lives)::integer + 1 as life_no,
    floor(change * 24)::integer + 1 as change_no,
    sqrt(-2 * ln(1 - u1)) * cos(2 * {{ pi }} * u2) as level_deviation,
    sqrt(-2 * ln(1 - u1)) * sin(2 * {{ pi }} * u2) as months_deviation,
    sqrt(-2 * ln(1 - u3)) * cos(2 * {{ pi }} * u4) as campaign_deviation
from dealt
cross join strata
