-- One row per check of the newest run that flagged something.
select description, stream, rows_checked, rows_flagged
from audit_data_quality
where
    rows_flagged > 0
    and run_id = (select max(run_id) from audit_data_quality)
order by rows_flagged desc, check_name
