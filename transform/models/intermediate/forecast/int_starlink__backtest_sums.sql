-- Running sums over the back-test's origins, twice around, so that any block of
-- neighbouring origins is the difference of two elements.
with backtest as (

    select * from {{ ref('int_starlink__backtest') }}

),

twice as (

    select backtest.*, lap
    from backtest
    cross join (values (1), (2)) as laps (lap)

),

summed as (

    select
        method,
        months_ahead,
        lap,
        origin_date,
        sum(absolute_error::float8) over so_far as errors,
        sum(is_in_80::integer::float8) over so_far as hits
    from twice
    window so_far as (
        partition by method, months_ahead order by lap, origin_date
    )

)

select
    method,
    months_ahead,
    (count(*) / 2)::integer as origins,
    array_agg(errors order by lap, origin_date) as errors_so_far,
    array_agg(hits order by lap, origin_date) as hits_so_far
from summed
group by method, months_ahead
