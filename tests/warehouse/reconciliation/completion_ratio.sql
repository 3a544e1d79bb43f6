-- Attendances that met the rule of their event among those on record either way.
with

counted as (
    select * from attended
    where is_completed is not null
)

select
    count(*) filter (is_completed) as numerator,
    count(*) as denominator,
    count(distinct participant_key)
    + coalesce(sum(attendances) filter (participant_key is null), 0) as n
from counted
