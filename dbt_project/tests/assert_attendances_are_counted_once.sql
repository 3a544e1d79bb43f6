-- A row of a file is one attendance. Proven by whole numbers per load, not by
-- comparing twenty million texts.
select
    load_id,
    count(*) as attendances_count,
    count(distinct source_row) as source_rows_count,
    'each row of a load is one attendance' as rule
from {{ ref('fct_attendance') }}
group by load_id
having count(*) <> count(distinct source_row)
