-- Participants who apply what they learned among those who said either way.
with

counted as (
    select * from asked
    where is_applying is not null
)

select
    count(*) filter (is_applying) as numerator,
    count(*) as denominator,
    count(distinct person) as n
from counted
