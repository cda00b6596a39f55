with history as (

    select * from {{ ref('stg_spacex__history') }}

)

select
    event_id,
    title,
    happened_at,
    (happened_at at time zone 'UTC')::date as happened_on,
    details,
    article_url,
    {{ transformation_updated_at() }} as transformation_updated_at
from history
