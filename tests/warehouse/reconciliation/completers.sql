-- Attendances of which it is on record that they met the rule of their event.
with

counted as (
    select * from attended
    where is_completed is not null
)

select
    count(*) filter (is_completed) as value,
    count(*) filter (is_completed) as n
from counted
