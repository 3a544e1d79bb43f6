-- Hours of 60 minutes over all attendances; without hours on record, none.
with

counted as (
    select * from attended
)

select
    coalesce(sum(contact_hours), 0) as value,
    count(distinct participant_key)
    + coalesce(sum(attendances) filter (participant_key is null), 0) as n
from counted
