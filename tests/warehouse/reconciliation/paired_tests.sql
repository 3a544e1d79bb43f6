-- People with both tests of an event.
with

counted as (
    select * from tested
)

select
    count(*) as value,
    count(distinct person) as n
from counted
