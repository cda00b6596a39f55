{{ config(
    materialized='incremental', incremental_strategy='append',
    on_schema_change='fail', full_refresh=false,
    meta={'adds_rows_each_run': false}
) }}
-- Kept for good, to be judged by what comes: of one date of the data and one set
-- of assumptions the first forecast stays.
with calibrated as (

    select * from {{ ref('int_forecast__calibrated') }}
    where series = 'live' and forecast_date > origin_date
        and months_ahead <= 60

),

assumptions as (

    select assumptions_hash from {{ ref('int_forecast__assumptions') }}

),

made as (

    select
        calibrated.origin_date as as_of_date,
        assumptions.assumptions_hash,
        calibrated.measure,
        calibrated.forecast_date,
        calibrated.months_ahead,
        round(calibrated.q50)::integer as forecast,
        round(calibrated.low_80)::integer as low_80,
        round(calibrated.high_80)::integer as high_80,
        round(calibrated.low_95)::integer as low_95,
        round(calibrated.high_95)::integer as high_95,
        {{ transformation_updated_at() }} as transformation_updated_at
    from calibrated
    cross join assumptions

)

select *
from made
{%- if is_incremental() %}
where not exists (
    select 1 from {{ this }} as kept
    where kept.as_of_date = made.as_of_date
        and kept.assumptions_hash = made.assumptions_hash
)
{%- endif %}
