-- Kaplan and Meier's survival at each age at which a satellite came down, with
-- Greenwood's sum for its variance. Who is seen to that day is at risk on it.
-- Where all at risk come down there is no variance left to tell.
with lives as (

    select
        generation,
        days,
        sum(satellites) as satellites,
        sum(satellites) filter (where is_ended) as decays
    from {{ ref('int_forecast__lives') }}
    group by generation, days

),

at_risk as (

    select
        generation,
        days,
        coalesce(decays, 0)::float8 as decays,
        (sum(satellites) over (
            partition by generation order by days desc
        ))::float8 as at_risk
    from lives

)

select
    generation,
    days,
    decays::integer as decays,
    at_risk::integer as at_risk,
    case
        when min(at_risk - decays) over older = 0 then 0
        else round(exp(
            sum(ln(greatest(1 - decays / at_risk, 1e-300))) over older
        )::numeric, 9)::float8
    end as survival,
    round((
        sum(decays / nullif(at_risk * (at_risk - decays), 0)) over older
    )::numeric, 9)::float8 as greenwood_sum
from at_risk
where decays > 0
window older as (partition by generation order by days)
