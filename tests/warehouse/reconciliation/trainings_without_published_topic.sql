-- Completed trainings whose topic was not published.
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
        and topic_state = 'not_published'
)

select count(*) as value
from counted
