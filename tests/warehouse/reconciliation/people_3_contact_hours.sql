-- People whose hours of a period add up to 3 or more.
with

counted as (
    select * from people
    where contact_hours >= 3
)

select
    count(*) as value,
    count(*) as n
from counted
