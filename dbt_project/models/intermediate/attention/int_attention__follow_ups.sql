with

follow_ups as (
    select * from {{ ref('fct_follow_up') }}
    where follow_up_state = 'overdue'
),

trainings as (
    select * from {{ ref('mart_training') }}
),

scopes as (
    select * from {{ ref('int_scopes__dated') }}
),

counted as (
    select
        event_id,
        scope,
        count(*) as item_count,
        min(due_date) as reference_date,
        {{ weakest_provenance('provenance') }} as provenance
    from follow_ups
    group by event_id, scope
),

items as (
    select
        'follow_up_overdue:' || counted.scope || ':' || counted.event_id as item_id,
        counted.scope,
        'follow_up_overdue' as kind,
        trainings.title_en as subject_en,
        trainings.title_ru as subject_ru,
        counted.item_count,
        counted.reference_date,
        cast(
            {{ dbt.datediff('counted.reference_date', 'scopes.as_of_date', 'day') }}
            as bigint
        ) as days_late,
        counted.provenance
    from counted
    inner join trainings
        on
            counted.event_id = trainings.event_id
            and counted.scope = trainings.scope
    inner join scopes on counted.scope = scopes.scope
)

select * from items
