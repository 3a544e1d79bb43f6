-- Generated head counts of a published event count in totals but are never shown
-- as the event's own.
with

attendances as (
    select * from {{ ref('fct_attendance') }}
),

events as (
    select * from {{ ref('fct_training_event') }}
),

shown as (
    select attendances.*
    from attendances
    inner join events
        on
            attendances.event_id = events.event_id
            and attendances.scope = events.scope
    where not (
        events.provenance = 'reported' and attendances.provenance = 'illustrative'
    )
)

select * from shown
