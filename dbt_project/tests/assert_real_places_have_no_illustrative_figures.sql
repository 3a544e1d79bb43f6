-- Generated attendances stand at published events only to make up the total:
-- no page shows them as the event's or the place's own.
select
    event_id,
    scope,
    'a published event shows no generated head count' as rule
from {{ ref('mart_training') }}
where provenance = 'reported' and attendance_provenance = 'illustrative'
union all
select
    event_id,
    scope,
    'a published event shows no generated rating, test or follow-up' as rule
from {{ ref('mart_training') }}
where
    provenance = 'reported'
    and 'illustrative' in (
        coalesce(rating_provenance, 'none'),
        coalesce(learning_provenance, 'none'),
        coalesce(follow_up_provenance, 'none')
    )
union all
select
    cells.event_id,
    cells.scope,
    'a published event shows no generated split' as rule
from {{ ref('mart_training_participant') }} as cells
inner join {{ ref('fct_training_event') }} as events
    on
        cells.event_id = events.event_id
        and cells.scope = events.scope
where events.provenance = 'reported' and cells.provenance = 'illustrative'
union all
-- and nobody generated comes from a real municipality
select distinct
    attendances.municipality_id as event_id,
    attendances.scope,
    'no generated participant comes from a published municipality' as rule
from {{ ref('fct_attendance') }} as attendances
inner join {{ ref('dim_municipality') }} as municipalities
    on attendances.municipality_id = municipalities.municipality_id
where
    attendances.provenance = 'illustrative'
    and municipalities.provenance = 'reported'
