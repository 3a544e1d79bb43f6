-- Candidates at the end of the period, as reported.
with

counted as (
    select * from reported
    where metric = 'candidates_selected'
)

select sum(value) as value
from counted
