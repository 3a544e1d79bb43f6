-- Trainings announced, in the period of their last day or at the end of their year.
with

counted as (
    select
        scope,
        provenance,
        coalesce(end_date, make_date(planned_year, 12, 31)) as counted_date,
        municipality_id as municipality
    from marts.fct_training_event
    where
        event_kind = 'training'
        and status = 'planned'
)

select count(*) as value
from counted
