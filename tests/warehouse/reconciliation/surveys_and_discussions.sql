-- Surveys, hearings and discussions, as reported.
with

counted as (
    select * from reported
    where metric = 'surveys_and_discussions'
)

select sum(value) as value
from counted
