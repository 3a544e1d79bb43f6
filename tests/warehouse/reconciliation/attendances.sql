-- People at completed events, each at each event, in the period of its last day.
with

counted as (
    select * from attended
)

select
    sum(attendances) as value,
    sum(attendances) as n
from counted
