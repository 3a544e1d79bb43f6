-- A row of a file is one attendance, or each of its columns that was made a row. Proven
-- by whole numbers per load where it can be, not by comparing twenty million texts.
select
    load_id,
    count(*) as attendances_count,
    count(distinct case when source_column is null then source_row end)
    + count(distinct case
        when source_column is not null then source_row || ':' || source_column
    end) as source_rows_count,
    'each row of a load is one attendance' as rule
from {{ ref('fct_attendance') }}
group by load_id
having
    count(*)
    <> count(distinct case when source_column is null then source_row end)
    + count(distinct case
        when source_column is not null then source_row || ':' || source_column
    end)
