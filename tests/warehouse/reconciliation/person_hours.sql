-- Hours of 60 minutes over all attendances; without hours on record, none.
with

counted as (
    select * from attended
)

select
    coalesce(sum(contact_hours), 0) as value,
    sum(attendances) as n
from counted
