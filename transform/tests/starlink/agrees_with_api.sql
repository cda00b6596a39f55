-- Where the API and the satellite catalogue tell of the same satellites, up to the
-- date of the older of the two: one that only one of them knows, another
-- designator, day of launch or decay. One in 3,526 is known: 46774 decayed on
-- 2022-04-16, and the API had it in orbit. A few may come, when a catalogue
-- corrects itself; one in a hundred is another catalogue.
{{ config(warn_if='> 5', error_if='> 35') }}

with overlap as (

    select least(api_as_of_date, catalogue_as_of_date) as until_date
    from {{ ref('int_starlink__as_of') }}
    where api_as_of_date is not null and catalogue_as_of_date is not null

),

documents as (

    select * from {{ ref('int_starlink__documents_deduplicated') }}
    where norad_id is not null

),

catalogue as (

    select * from {{ ref('int_starlink__catalogue') }}

)

select
    coalesce(documents.norad_id, catalogue.norad_id) as norad_id,
    documents.object_id as api_object_id,
    catalogue.object_id as catalogue_object_id,
    documents.launched_on as api_launched_on,
    catalogue.launched_on as catalogue_launched_on,
    documents.decayed_on as api_decayed_on,
    catalogue.decayed_on as catalogue_decayed_on
from documents
full join catalogue on documents.norad_id = catalogue.norad_id
cross join overlap
where coalesce(documents.launched_on, catalogue.launched_on)
    <= overlap.until_date
    and (
        documents.norad_id is null
        or catalogue.norad_id is null
        or documents.object_id <> catalogue.object_id
        or documents.launched_on <> catalogue.launched_on
        or (
            case when documents.decayed_on <= overlap.until_date
                then documents.decayed_on end
        ) is distinct from (
            case when catalogue.decayed_on <= overlap.until_date
                then catalogue.decayed_on end
        )
    )
