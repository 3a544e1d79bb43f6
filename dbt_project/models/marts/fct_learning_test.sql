with

learning_tests as (
    select * from {{ ref('stg_registers__learning_tests') }}
),

final as (
    select
        load_id || ':' || source_row as learning_test_id,
        event_id,
        scope,
        participant_key,
        cast(pre_score as double) as pre_score,
        cast(post_score as double) as post_score,
        cast(post_score - pre_score as double) as gain_points,
        pre_score is not null and post_score is not null as is_paired,
        coalesce(participant_category_code, 'not_reported')
            as participant_category_code,
        provenance,
        source_id,
        load_id,
        source_row
    from learning_tests
)

select * from final
