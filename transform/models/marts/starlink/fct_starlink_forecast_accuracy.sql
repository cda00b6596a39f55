with accuracy as (

    select * from {{ ref('int_starlink__accuracy') }}

)

select
    method,
    months_ahead,
    origins,
    mean_absolute_error,
    mean_absolute_error_low,
    mean_absolute_error_high,
    bias,
    scaled_error,
    error_ratio,
    pinball,
    raw_coverage_50,
    raw_coverage_80,
    raw_coverage_95,
    coverage_80,
    coverage_80_low,
    coverage_80_high,
    coverage_95,
    {{ transformation_updated_at() }} as transformation_updated_at
from accuracy
