select
    event_id,
    scope,
    topic_state,
    'a topic has words in both languages exactly when it is known' as rule
from {{ ref('fct_training_event') }}
where
    (topic_state = 'value') <> (topic_en is not null and topic_ru is not null)
