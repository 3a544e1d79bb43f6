{{ config(access='protected') }}
-- A number written beside an event that has not begun is an expectation, not a count;
-- generated numbers never describe a published event.
with

registered as (
    select * from {{ ref('int_training_events__described') }}
),

events as (
    select * from {{ ref('int_training_events__unioned') }}
),

reported as (
    select
        registered.event_id,
        events.scope,
        events.end_date as attended_date,
        coalesce(
            registered.attendance_count_reported,
            coalesce(registered.women_count_reported, 0)
            + coalesce(registered.men_count_reported, 0)
        ) as head_count,
        registered.women_count_reported as women_count,
        registered.men_count_reported as men_count,
        registered.provenance,
        registered.source_id,
        registered.load_id,
        registered.source_row
    from registered
    inner join events on registered.event_id = events.event_id
    where
        events.status in ('completed', 'active')
        and coalesce(
            registered.attendance_count_reported,
            registered.women_count_reported,
            registered.men_count_reported
        ) is not null
        and not (
            events.provenance = 'reported' and registered.provenance = 'illustrative'
        )
)

select * from reported
