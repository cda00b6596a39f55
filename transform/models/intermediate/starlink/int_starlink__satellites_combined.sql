-- The API's satellites and the catalogue's, joined by catalogue number. The newer
-- source wins for what changes, the API for what only it knows.
with documents as (

    select * from {{ ref('int_starlink__satellites_attributed') }}

),

catalogue as (

    select * from {{ ref('int_starlink__catalogue') }}

),

as_of as (

    select
        coalesce(catalogue_as_of_date < api_as_of_date, false)
            as is_catalogue_older
    from {{ ref('int_starlink__as_of') }}

),

joined as (

    select
        coalesce(
            catalogue.norad_id::text,
            documents.norad_id::text,
            documents.satellite_id
        ) as satellite_key,
        coalesce(catalogue.norad_id, documents.norad_id) as norad_id,
        documents.satellite_id,
        documents.api_version,
        documents.api_launch_id,
        documents.launch_id,
        coalesce(documents.launch_rule, 'catalogue') as launch_rule,
        documents.height_km,
        documents.catalogued_at,
        coalesce(catalogue.is_direct_to_cell, false) as is_direct_to_cell,
        catalogue.name_number,
        catalogue.launch_site_code,
        catalogue.operational_status_code,
        catalogue.apogee_km,
        catalogue.perigee_km,
        coalesce(catalogue.inclination_deg, documents.inclination_deg)
            as inclination_deg,
        coalesce(
            catalogue.launch_key,
            documents.launch_key,
            catalogue.launched_on::text
        ) as launch_key,
        {%- for column in ['object_name', 'object_id', 'launched_on', 'decayed_on'] %}
        case
            when documents.satellite_id is null then catalogue.{{ column }}
            when catalogue.norad_id is null or as_of.is_catalogue_older
                then documents.{{ column }}
            else catalogue.{{ column }}
        end as {{ column }},
        {%- endfor %}
        case
            when documents.satellite_id is null then 'celestrak'
            when catalogue.norad_id is null or as_of.is_catalogue_older
                then 'spacex'
            else 'celestrak'
        end as entry_source
    from documents
    full join catalogue on documents.norad_id = catalogue.norad_id
    cross join as_of

)

select
    *,
    case when decayed_on is not null then entry_source end as decay_source
from joined
