with

evaluations as (
    select * from {{ ref('stg_registers__evaluations') }}
),

final as (
    select
        load_id || ':' || source_row as evaluation_response_id,
        event_id,
        scope,
        response_id,
        question_code,
        cast(score as double) as score,
        coalesce(participant_category_code, 'not_reported')
            as participant_category_code,
        provenance,
        source_id,
        load_id,
        source_row
    from evaluations
)

select * from final
