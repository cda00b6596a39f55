-- A median date exactly where the outcome says that the target is reached.
select * from {{ ref('mart_starlink_42k_answer') }}
where (reach_date_p50 is not null)
    <> (outcome in ('reached', 'already_reached'))
