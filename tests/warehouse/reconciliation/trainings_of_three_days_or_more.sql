-- Completed trainings that lasted at least three days.
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
        and end_date - start_date >= 2
)

select count(*) as value
from counted
