select count(*) as headlines
from {{ ref('mart_starlink_42k_answer') }}
where is_headline
having count(*) <> 1
