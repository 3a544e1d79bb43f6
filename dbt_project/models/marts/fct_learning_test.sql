with

learning_tests as (
    select * from {{ ref('stg_registers__learning_tests') }}
),

events as (
    select * from {{ ref('int_training_events__unioned') }}
),

final as (
    select
        {{ row_key('learning_tests') }} as learning_test_id,
        learning_tests.event_id,
        coalesce(events.scope, learning_tests.scope) as scope,
        learning_tests.participant_key,
        cast(learning_tests.pre_score as double) as pre_score,
        cast(learning_tests.post_score as double) as post_score,
        cast(learning_tests.post_score - learning_tests.pre_score as double)
            as gain_points,
        learning_tests.pre_score is not null
        and learning_tests.post_score is not null as is_paired,
        coalesce(learning_tests.participant_category_code, 'not_reported')
            as participant_category_code,
        learning_tests.provenance,
        learning_tests.source_id,
        learning_tests.load_id,
        learning_tests.source_row,
        learning_tests.source_column
    from learning_tests
    left join events on learning_tests.event_id = events.event_id
)

select * from final
