-- Days from letter to answer over the letters, as reported.
with

counted as (
    select * from reported
    where metric = 'days_to_answer_residents'
)

select
    sum(numerator) as numerator,
    sum(denominator) as denominator,
    sum(people_count) as n
from counted
