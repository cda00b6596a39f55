select * from {{ ref('fct_starlink_launches') }}
where satellites not between 1 and 120
