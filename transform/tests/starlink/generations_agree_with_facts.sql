-- The rules say of each launch known to public tables what those say.
select
    launches.launch_key,
    launches.generation,
    launches.generation_rule,
    facts.generation as generation_of_facts
from {{ ref('fct_starlink_launches') }} as launches
inner join {{ ref('starlink_launches') }} as facts
    on launches.launch_key = facts.launch_key
where launches.generation <> facts.generation
