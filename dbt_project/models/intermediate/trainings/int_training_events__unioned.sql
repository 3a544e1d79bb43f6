-- A published event exists once: its row stands, and the register's row with
-- the same id only says how its attendances are to be read.
with

published as (
    select * from {{ ref('stg_published__training_events') }}
),

registered as (
    select * from {{ ref('int_training_events__described') }}
),

published_rows as (
    select
        published.event_id,
        published.scope,
        published.event_kind,
        published.title_en,
        published.title_ru,
        cast(null as string) as course_id,
        published.topic_en,
        published.topic_ru,
        published.topic_state,
        published.start_date,
        published.end_date,
        published.planned_year,
        published.status,
        published.municipality_id,
        published.country_code,
        cast(null as string) as venue,
        cast(null as string) as host_organisation,
        cast(null as string) as provider,
        published.method,
        cast(null as double) as hours_recorded,
        registered.hour_minutes,
        cast(null as double) as presentational_pct,
        published.presentational_state,
        published.rating_state,
        published.attendance_state,
        cast(null as bigint) as attendance_count_reported,
        cast(null as bigint) as women_count_reported,
        cast(null as bigint) as men_count_reported,
        published.provenance,
        published.source_id,
        cast(null as string) as load_id,
        published.block_ids,
        cast(null as bigint) as source_row
    from published
    left join registered on published.event_id = registered.event_id
),

registered_rows as (
    select
        registered.event_id,
        registered.scope,
        registered.event_kind,
        registered.title as title_en,
        registered.title as title_ru,
        registered.course_id,
        registered.topic_en,
        registered.topic_ru,
        registered.topic_state,
        registered.start_date,
        registered.end_date,
        cast(null as bigint) as planned_year,
        registered.status,
        registered.municipality_id,
        registered.country_code,
        registered.venue,
        registered.host_organisation,
        registered.provider,
        registered.method,
        registered.hours_recorded,
        registered.hour_minutes,
        registered.presentational_pct,
        registered.presentational_state,
        cast(null as string) as rating_state,
        cast(null as string) as attendance_state,
        registered.attendance_count_reported,
        registered.women_count_reported,
        registered.men_count_reported,
        registered.provenance,
        registered.source_id,
        registered.load_id,
        cast(null as string) as block_ids,
        registered.source_row
    from registered
    left join published on registered.event_id = published.event_id
    where published.event_id is null
),

unioned as (
    select * from published_rows
    union all
    select * from registered_rows
)

select * from unioned
