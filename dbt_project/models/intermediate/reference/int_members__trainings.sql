with

events as (
    select * from {{ ref('fct_training_event') }}
),

kinds as (
    select * from {{ ref('int_members__named') }}
    where dimension = 'event_kind'
),

examined as (
    select event_id
    from {{ ref('fct_evaluation_response') }}
    union distinct
    select event_id
    from {{ ref('fct_learning_test') }}
),

titled as (
    select
        events.event_id,
        events.end_date,
        cast(events.end_date as varchar(10)) as day_text,
        coalesce(
            events.title_en, events.topic_en, kinds.name_en || ' ' || events.event_id
        ) as title_en,
        coalesce(
            events.title_ru, events.topic_ru, kinds.name_ru || ' ' || events.event_id
        ) as title_ru
    from events
    inner join examined on events.event_id = examined.event_id
    left join kinds on events.event_kind = kinds.member
),

-- Courses are held again: only the day tells one from another.
named as (
    select
        event_id,
        end_date,
        title_en || coalesce(', ' || day_text, '') as name_en,
        title_ru || coalesce(
            ', ' || substring(day_text, 9, 2)
            || '.' || substring(day_text, 6, 2)
            || '.' || substring(day_text, 1, 4),
            ''
        ) as name_ru
    from titled
)

select * from named
