-- None decays before its launch, and none is launched after the data's date.
with satellites as (

    select * from {{ ref('dim_starlink_satellites') }}

),

as_of as (

    select max(as_of_date) as as_of_date
    from {{ ref('mart_starlink_42k_answer') }}

)

select satellites.*
from satellites
cross join as_of
where satellites.decayed_on < satellites.launched_on
    or satellites.launched_on > as_of.as_of_date
