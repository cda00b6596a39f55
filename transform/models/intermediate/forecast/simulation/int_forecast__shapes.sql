-- The three shapes of launches by horizon and stratum: how much is launched of
-- each, and how much of that is still in orbit, taken in steps of a quarter at
-- the middle of each; nothing lives twice the age of retirement. Coefficients
-- make satellites of them.
{{ config(materialized='table') }}

with strata as (

    select * from {{ ref('int_forecast__strata') }}

),

horizons as (

    select * from {{ ref('int_forecast__horizons') }}

),

curves as (

    select * from {{ ref('int_forecast__life_curves') }}
    where is_newest

),

-- Of what was launched a quarter ago, two, ...: the share that is still there.
ages as (

    select
        series,
        origin_date,
        months_ahead,
        years_ahead,
        life_no,
        life_factor,
        is_drawn,
        (step_no - 1) / 4.0::float8 as age_from,
        least(step_no / 4.0::float8, years_ahead) as age_to,
        early_loss, yearly_loss, wear_shape, wear_scale, hazard_ratios,
        hazard_offsets
    from horizons
    inner join curves using (series, origin_date)
    cross join (
        select distinct life_no, life_factor, is_drawn from strata
    ) as lives
    cross join lateral generate_series(
        1, ceil(least(years_ahead, 2 * life_factor * wear_scale) * 4 - 1e-9)::integer
    ) as steps (step_no)
    where is_drawn or series = 'live'

),

shares as (

    select
        *,
        exp(-least({{ hazard_until('(age_from + age_to) / 2 / life_factor') }}, 500))
            as share
    from ages

),

summed as (

    select
        series,
        origin_date,
        months_ahead,
        damping_no,
        life_no,
        {%- for shape in [0, 1, 2] %}
        max({{ shape_launched(shape, 'years_ahead', 'slowing') }})
            as launched_{{ shape }},
        sum(share * (
            {{ shape_launched(shape, '(years_ahead - age_from)', 'slowing') }}
            - {{ shape_launched(shape, '(years_ahead - age_to)', 'slowing') }}
        )) as surviving_{{ shape }}{{ ',' if not loop.last }}
        {%- endfor %}
    from shares
    inner join strata using (life_no, is_drawn)
    group by 1, 2, 3, 4, 5

)

select
    fleet.series,
    fleet.origin_date,
    fleet.months_ahead,
    fleet.forecast_date,
    fleet.years_ahead,
    fleet.in_orbit_at_origin,
    fleet.survivors,
    strata.damping_no,
    fleet.life_no,
    {%- for shape in [0, 1, 2] %}
    coalesce(summed.launched_{{ shape }}, 0) as launched_{{ shape }},
    coalesce(summed.surviving_{{ shape }}, 0) as surviving_{{ shape }}
    {{- ',' if not loop.last }}
    {%- endfor %}
from {{ ref('int_forecast__fleet_survivors') }} as fleet
inner join strata using (life_no)
left join summed using (series, origin_date, months_ahead, damping_no, life_no)
