-- Ratings of 4 and 5 among all ratings of an event on the whole.
with

counted as (
    select * from rated
)

select
    sum(high_answers) as numerator,
    sum(answers) as denominator,
    sum(answers) as n
from counted
