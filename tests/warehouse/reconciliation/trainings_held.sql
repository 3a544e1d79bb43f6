-- Completed trainings, in the period of the last day.
with

counted as (
    select
        scope,
        provenance,
        end_date as counted_date,
        municipality_id as municipality
    from marts.fct_training_event
    where
        event_kind = 'training'
        and status = 'completed'
)

select count(*) as value
from counted
