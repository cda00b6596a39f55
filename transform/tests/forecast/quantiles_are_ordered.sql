select * from {{ ref('fct_starlink_forecast_quantiles') }}
where not (
    0 <= q025 and q025 <= q10 and q10 <= q25 and q25 <= q50 and q50 <= q75
    and q75 <= q90 and q90 <= q975
    and low_95 <= low_80 and low_80 <= q50 and q50 <= high_80
    and high_80 <= high_95
)
