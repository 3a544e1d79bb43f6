select
    event_id,
    status,
    start_date,
    end_date,
    planned_year,
    'a held event has both dates in order; an undated one has the year planned' as rule
from {{ ref('published_training_events') }}
where
    (status = 'completed' and (start_date is null or end_date is null))
    or end_date < start_date
    or (status = 'planned' and start_date is null and planned_year is null)
