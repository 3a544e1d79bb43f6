with

trainings as (
    select * from {{ ref('mart_training') }}
),

scopes as (
    select * from {{ ref('int_scopes__dated') }}
),

items as (
    select
        'not_published_topic:' || scope || ':' || event_id as item_id,
        scope,
        'not_published_topic' as kind,
        title_en as subject_en,
        title_ru as subject_ru,
        cast(1 as bigint) as item_count,
        end_date as reference_date,
        cast(null as bigint) as days_late,
        provenance
    from trainings
    where status = 'completed' and topic_state = 'not_published'
    union all
    -- planned for a year that has begun, or for a day that has passed
    select
        'planned_unknown:' || trainings.scope || ':' || trainings.event_id as item_id,
        trainings.scope,
        'planned_unknown' as kind,
        trainings.title_en as subject_en,
        trainings.title_ru as subject_ru,
        cast(1 as bigint) as item_count,
        trainings.start_date as reference_date,
        cast(null as bigint) as days_late,
        trainings.provenance
    from trainings
    inner join scopes on trainings.scope = scopes.scope
    where
        trainings.status = 'planned'
        and (
            trainings.end_date < scopes.as_of_date
            or (
                trainings.end_date is null
                and trainings.planned_year <= extract(year from scopes.as_of_date)
            )
        )
)

select * from items
