-- How many did not answer, and how many rows of people wait, are small groups.
select *
from internal.marts.mart_attention
where kind not in ('follow_up_overdue', 'quarantined_rows')
