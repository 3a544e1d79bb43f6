-- Attendances of which it is on record that they met the rule of their event.
with

counted as (
    select * from attended
    where is_completed is not null
)

select
    count(*) filter (is_completed) as value,
    count(distinct participant_key) filter (is_completed)
    + coalesce(sum(attendances) filter (is_completed and participant_key is null), 0) as n
from counted
