-- An event that the source publishes is one row, whatever registers repeat it.
select
    event_id,
    count(*) as rows_count,
    'a published event exists once' as rule
from {{ ref('fct_training_event') }}
where
    event_id in (
        select events.event_id
        from {{ ref('published_training_events') }} as events
    )
group by event_id
having count(*) > 1 or max(provenance) <> 'reported' or min(provenance) <> 'reported'
