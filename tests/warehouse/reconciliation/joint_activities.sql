-- Activities that partners carried out together, as reported.
with

counted as (
    select * from reported
    where metric = 'joint_activities'
)

select sum(value) as value
from counted
