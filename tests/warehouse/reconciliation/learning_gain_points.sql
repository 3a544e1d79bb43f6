-- Points gained from the first test to the second, a person and event.
with

counted as (
    select * from tested
)

select
    sum(gain) as numerator,
    count(*) as denominator,
    count(distinct person) as n
from counted
