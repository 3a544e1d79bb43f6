with

deviations as (
    select * from {{ ref('fct_deviation') }}
    where action_state = 'open'
),

scopes as (
    select * from {{ ref('int_scopes__dated') }}
),

items as (
    select
        'action_overdue:' || deviations.scope || ':' || deviations.deviation_id
            as item_id,
        deviations.scope,
        'action_overdue' as kind,
        deviations.action_en as subject_en,
        deviations.action_ru as subject_ru,
        cast(1 as bigint) as item_count,
        deviations.action_due_date as reference_date,
        cast(
            {{ dbt.datediff(
                'deviations.action_due_date', 'scopes.as_of_date', 'day'
            ) }} as bigint
        ) as days_late,
        deviations.provenance
    from deviations
    inner join scopes on deviations.scope = scopes.scope
    where deviations.action_due_date < scopes.as_of_date
)

select * from items
