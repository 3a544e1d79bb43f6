-- Participants who apply what they learned among all who were asked.
with

counted as (
    select * from asked
)

select
    count(*) filter (is_applying) as numerator,
    count(*) as denominator,
    count(distinct person) as n
from counted
