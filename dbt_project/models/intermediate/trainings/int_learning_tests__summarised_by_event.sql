with

learning_tests as (
    select * from {{ ref('fct_learning_test') }}
    where is_paired
),

summarised as (
    select
        event_id,
        scope,
        count(*) as pairs_count,
        avg(pre_score) as pre_score_mean,
        avg(post_score) as post_score_mean,
        {{ weakest_provenance('provenance') }} as learning_provenance
    from learning_tests
    group by event_id, scope
)

select * from summarised
