-- Attendances of women among those whose sex is reported.
with

counted as (
    select * from attended
    where sex <> 'not_reported'
)

select
    coalesce(sum(attendances) filter (sex = 'female'), 0) as numerator,
    sum(attendances) as denominator,
    count(distinct participant_key)
    + coalesce(sum(attendances) filter (participant_key is null), 0) as n
from counted
