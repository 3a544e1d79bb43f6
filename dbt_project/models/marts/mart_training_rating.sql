with

responses as (
    select * from {{ ref('fct_evaluation_response') }}
),

counted as (
    select
        event_id,
        scope,
        question_code,
        score,
        count(*) as answers_count,
        {{ weakest_provenance('provenance') }} as provenance
    from responses
    group by event_id, scope, question_code, score
)

select * from counted
