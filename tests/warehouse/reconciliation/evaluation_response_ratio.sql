-- People who rated an event among those who came to it.
with

counted as (
    select * from rated
    where attendances > 0
)

select
    sum(answers) as numerator,
    sum(attendances) as denominator,
    sum(attendances) as n
from counted
