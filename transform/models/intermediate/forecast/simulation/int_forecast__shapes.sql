-- The three shapes of launches by horizon and stratum: how much is launched of
-- each, and how much of that is still in orbit, in steps of a quarter. Coefficients
-- make satellites of them.
with strata as (

    select * from {{ ref('int_forecast__strata') }}

),

shares as (

    select * from {{ ref('int_forecast__future_survival') }}

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
        round(sum(share * (
            {{ shape_launched(shape, '(years_ahead - age_from)', 'slowing') }}
            - {{ shape_launched(shape, '(years_ahead - age_to)', 'slowing') }}
        ))::numeric, 9)::float8 as surviving_{{ shape }}{{ ',' if not loop.last }}
        {%- endfor %}
    from shares
    inner join strata using (life_no)
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
