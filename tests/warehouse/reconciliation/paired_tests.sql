-- People with both tests of an event.
with

counted as (
    select * from tested
)

select
    count(*) as value,
    count(*) as n
from counted
