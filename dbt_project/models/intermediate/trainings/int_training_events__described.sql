with

events as (
    select * from {{ ref('int_registers__training_events_latest') }}
),

courses as (
    select * from {{ ref('stg_programme__courses') }}
),

scopes as (
    select * from {{ ref('stg_programme__scopes') }}
),

as_of_dates as (
    select * from {{ ref('int_scopes__dated') }}
),

described as (
    select
        events.event_id,
        events.scope,
        scopes.event_kind,
        events.title,
        courses.course_id,
        coalesce(courses.name_en, events.topic) as topic_en,
        coalesce(courses.name_ru, events.topic) as topic_ru,
        case when events.topic is null then 'not_reported' else 'value' end
            as topic_state,
        events.start_date,
        coalesce(events.end_date, events.start_date) as end_date,
        coalesce(
            events.status,
            case
                when
                    coalesce(events.end_date, events.start_date)
                    <= as_of_dates.as_of_date
                    then 'completed'
                else 'planned'
            end
        ) as status,
        events.municipality_id,
        events.country_code,
        events.venue,
        events.host_organisation,
        events.provider,
        events.method,
        events.hours_recorded,
        coalesce(events.hour_minutes, 60) as hour_minutes,
        events.presentational_pct,
        case when events.presentational_pct is null then 'not_reported' else 'value' end
            as presentational_state,
        events.attendance_count_reported,
        events.women_count_reported,
        events.men_count_reported,
        events.provenance,
        events.source_id,
        events.load_id,
        events.source_row
    from events
    left join scopes on events.scope = scopes.scope
    left join as_of_dates on events.scope = as_of_dates.scope
    left join courses on events.topic = courses.course_id
)

select * from described
