-- One row per person and event with both tests.
create temp view tested as
select
    events.scope,
    events.end_date as counted_date,
    events.event_id as training,
    tests.participant_category_code as participant_category,
    tests.post_score - tests.pre_score as gain,
    tests.provenance,
    coalesce(tests.participant_key, tests.learning_test_id) as person
from marts.fct_learning_test as tests
inner join marts.fct_training_event as events using (event_id)
where tests.pre_score is not null and tests.post_score is not null;
