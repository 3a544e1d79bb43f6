-- People who took part in them, as reported.
with

counted as (
    select * from reported
    where metric = 'citizens_consulted'
)

select
    sum(value) as value,
    sum(people_count) as n
from counted
