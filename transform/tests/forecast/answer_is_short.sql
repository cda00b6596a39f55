-- The answer has at most 40 words.
select answer_text
from {{ ref('mart_starlink_42k_answer') }}
where is_headline
    and array_length(regexp_split_to_array(trim(answer_text), '\s+'), 1) > 40
