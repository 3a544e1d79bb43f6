with

evaluations as (
    select * from {{ ref('stg_registers__evaluations') }}
),

events as (
    select * from {{ ref('int_training_events__unioned') }}
),

final as (
    select
        {{ row_key('evaluations') }} as evaluation_response_id,
        evaluations.event_id,
        coalesce(events.scope, evaluations.scope) as scope,
        evaluations.response_id,
        evaluations.question_code,
        cast(evaluations.score as double) as score,
        coalesce(evaluations.participant_category_code, 'not_reported')
            as participant_category_code,
        evaluations.provenance,
        evaluations.source_id,
        evaluations.load_id,
        evaluations.source_row,
        evaluations.source_column
    from evaluations
    left join events on evaluations.event_id = events.event_id
)

select * from final
