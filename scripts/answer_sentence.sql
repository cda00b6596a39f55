-- The answer in one sentence.
select answer_text from analytics.mart_starlink_42k_answer where is_headline;
