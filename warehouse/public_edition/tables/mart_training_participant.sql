-- The groups within one event are small.
select *
from internal.marts.mart_training_participant
where false
