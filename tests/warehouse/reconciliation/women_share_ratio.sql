-- Attendances of women among those whose sex is reported.
with

counted as (
    select * from attended
    where sex <> 'not_reported'
)

select
    coalesce(sum(attendances) filter (sex = 'female'), 0) as numerator,
    sum(attendances) as denominator,
    sum(attendances) as n
from counted
