-- People at completed events, each at each event, in the period of its last day.
with

counted as (
    select * from attended
)

select
    sum(attendances) as value,
    count(distinct participant_key)
    + coalesce(sum(attendances) filter (participant_key is null), 0) as n
from counted
