-- Days of completed trainings, the first and the last counted.
with

counted as (
    select
        scope,
        provenance,
        end_date as counted_date,
        end_date - start_date + 1 as training_days,
        municipality_id as municipality
    from marts.fct_training_event
    where
        event_kind = 'training'
        and status = 'completed'
)

select sum(training_days) as value
from counted
