with days as (

    select day::date as date_day
    from generate_series(
        timestamp '2000-01-01',
        timestamp '{{ var("horizon_year") }}-12-31',
        interval '1 day'
    ) as series (day)

)

select
    date_day,
    extract(year from date_day)::integer as year_number,
    extract(quarter from date_day)::integer as quarter_of_year,
    extract(month from date_day)::integer as month_of_year,
    to_char(date_day, 'FMMonth') as month_name,
    extract(isoyear from date_day)::integer as iso_year,
    extract(week from date_day)::integer as iso_week,
    extract(isodow from date_day)::integer as day_of_week,
    to_char(date_day, 'FMDay') as day_name,
    extract(doy from date_day)::integer as day_of_year,
    date_trunc('week', date_day)::date as week_start,
    date_trunc('month', date_day)::date as month_start,
    (date_trunc('month', date_day) + interval '1 month' - interval '1 day')::date
        as month_end,
    extract(isodow from date_day) >= 6 as is_weekend,
    {{ transformation_updated_at() }} as transformation_updated_at
from days
