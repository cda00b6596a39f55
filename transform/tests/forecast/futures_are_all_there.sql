-- Each quantile is of as many futures as were asked for: none is lost or counted
-- twice on the way from the draws, whose combinations all exist.
with assumptions as (

    select * from {{ ref('int_forecast__assumptions') }}

)

select quantiles.*
from {{ ref('int_forecast__quantiles') }} as quantiles
cross join assumptions
where quantiles.paths <> case quantiles.series
    when 'live' then assumptions.paths
    else least(assumptions.backtest_paths, assumptions.paths)
end
