with

follow_ups as (
    select * from {{ ref('int_registers__follow_ups_latest') }}
),

events as (
    select * from {{ ref('int_training_events__unioned') }}
),

scopes as (
    select * from {{ ref('int_scopes__dated') }}
),

final as (
    select
        {{ row_key('follow_ups') }} as follow_up_id,
        follow_ups.event_id,
        coalesce(events.scope, follow_ups.scope) as scope,
        follow_ups.participant_key,
        follow_ups.due_date,
        follow_ups.asked_date,
        follow_ups.answered_date,
        follow_ups.is_applying,
        case
            when follow_ups.answered_date is not null then 'answered'
            when follow_ups.due_date > scopes.as_of_date then 'not_yet_due'
            when follow_ups.asked_date is null then 'overdue'
            else 'not_answered'
        end as follow_up_state,
        coalesce(follow_ups.participant_category_code, 'not_reported')
            as participant_category_code,
        follow_ups.provenance,
        follow_ups.source_id,
        follow_ups.load_id,
        follow_ups.source_row,
        follow_ups.source_column
    from follow_ups
    left join events on follow_ups.event_id = events.event_id
    left join scopes on coalesce(events.scope, follow_ups.scope) = scopes.scope
)

select * from final
