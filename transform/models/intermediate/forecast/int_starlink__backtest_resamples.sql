-- The back-test resampled in blocks of twelve neighbouring origins, because
-- neighbours share most of their months: what error and coverage might as well
-- have been (circular block bootstrap).
{{ config(materialized='table') }}
{%- set block_length = 12 %}
{%- set resamples = 400 %}

with sums as (

    select * from {{ ref('int_starlink__backtest_sums') }}

),

assumptions as (

    select * from {{ ref('int_starlink__assumptions') }}

),

blocks as (

    select
        sums.*,
        resample_no,
        floor(origins * {{ uniform(
            "concat_ws('|', random_seed, 'block', resample_no, block_no)"
        ) }})::integer as before_block
    from sums
    cross join assumptions
    cross join generate_series(1, {{ resamples }}) as resamples (resample_no)
    cross join lateral generate_series(
        1, ceil(origins / {{ block_length }}.0)::integer
    ) as numbers (block_no)

)

select
    method,
    months_ahead,
    resample_no,
    {%- for name in ['errors', 'hits'] %}
    avg((
        {{ name }}_so_far[before_block + {{ block_length }}]
        - coalesce({{ name }}_so_far[before_block], 0)
    ) / {{ block_length }}) as {{ name }}_mean{{ ',' if not loop.last }}
    {%- endfor %}
from blocks
group by method, months_ahead, resample_no
