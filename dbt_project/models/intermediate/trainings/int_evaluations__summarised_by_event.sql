with

responses as (
    select * from {{ ref('fct_evaluation_response') }}
),

summarised as (
    select
        event_id,
        scope,
        count(case when question_code = 'overall' then 1 end) as responses_count,
        count(case when question_code = 'overall' and score >= 4 then 1 end)
            as high_ratings_count,
        avg(case when question_code = 'overall' then score end) as rating_mean,
        100.0 * (
            count(case when question_code = 'recommend' and score >= 9 then 1 end)
            - count(case when question_code = 'recommend' and score <= 6 then 1 end)
        ) / nullif(count(case when question_code = 'recommend' then 1 end), 0)
            as recommend_net_score,
        {{ weakest_provenance('provenance') }} as rating_provenance
    from responses
    group by event_id, scope
)

select * from summarised
