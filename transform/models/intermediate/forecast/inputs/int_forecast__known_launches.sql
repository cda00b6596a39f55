-- Launches to forecast from, by series: those of the data to its date, and those
-- of the catalogues' frozen table, which reaches back and ahead and judges.
-- Prototypes are no part of the constellation. Some of what a young launch
-- deployed may not be catalogued yet.
with launches as (

    select * from {{ ref('int_starlink__launches') }}

),

frozen as (

    select * from {{ ref('starlink_launches') }}

)

select
    'live' as series,
    launch_key,
    launched_on,
    vehicle,
    generation,
    deployed,
    catalogued,
    awaiting_catalogue
from launches
where generation <> 'prototype' and not is_after_as_of

union all

select
    'catalogue' as series,
    launch_key,
    launched_on,
    vehicle,
    generation,
    deployed,
    catalogued,
    0 as awaiting_catalogue
from frozen
where generation <> 'prototype'
