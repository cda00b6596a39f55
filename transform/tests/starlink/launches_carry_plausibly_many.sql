select * from {{ ref('fct_starlink_launches') }}
where satellites_deployed not between 1 and 120
