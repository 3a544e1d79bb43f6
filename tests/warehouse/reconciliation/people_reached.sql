-- People with an identity, each once a period.
with

counted as (
    select * from people
)

select
    count(*) as value,
    count(*) as n
from counted
