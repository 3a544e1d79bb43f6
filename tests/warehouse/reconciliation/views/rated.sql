-- One row per event with an answer to the question on the whole, with its attendances.
create temp view rated as
with

answers as (
    select
        event_id,
        count(*) as answers,
        count(*) filter (score in (4, 5)) as high_answers,
        min(provenance) as provenance
    from marts.fct_evaluation_response
    where question_code = 'overall'
    group by event_id
),

came as (
    select
        event_id,
        sum(attendances) as attendances
    from attended
    group by event_id
)

select
    events.scope,
    events.end_date as counted_date,
    events.event_id as training,
    answers.* exclude (event_id),
    came.attendances
from answers
inner join marts.fct_training_event as events using (event_id)
left join came using (event_id);
