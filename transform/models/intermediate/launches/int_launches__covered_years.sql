-- Of which years all launches are known: those before the API froze, and those that
-- the launch log has to the end, unless it holds Starlinks alone.
with launches as (

    select * from {{ ref('int_launches__catalogued') }}

),

log_years as (

    select
        extract(year from launched_on)::integer as launch_year,
        bool_or(source_name = 'gcat' and not is_starlink) as has_all_kinds
    from launches
    group by 1

),

as_of as (

    select
        extract(year from api_as_of_date)::integer as api_year,
        extract(year from launch_log_as_of_date)::integer as log_year
    from {{ ref('int_starlink__as_of') }}

),

years as (

    select launch_year from log_years
    union distinct
    select extract(year from launched_on)::integer as launch_year
    from {{ ref('int_launches__with_outcome') }}
    where has_flown

)

select
    years.launch_year,
    coalesce(
        years.launch_year < as_of.api_year
        or (years.launch_year < as_of.log_year and log_years.has_all_kinds),
        false
    ) as is_complete
from years
cross join as_of
left join log_years on years.launch_year = log_years.launch_year
