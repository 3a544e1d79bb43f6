-- How many were asked and how many answered, of every register of answers.
with

responses as (
    select * from {{ ref('int_evaluations__summarised_by_event') }}
),

attendances as (
    select * from {{ ref('int_attendances__counted_by_event') }}
),

learning_tests as (
    select * from {{ ref('fct_learning_test') }}
),

follow_ups as (
    select * from {{ ref('fct_follow_up') }}
    where asked_date is not null
),

scope_rollups as (
    select * from {{ ref('dim_scope_rollup') }}
),

answers as (
    select
        'evaluations' as dataset,
        responses.scope,
        responses.rating_provenance as provenance,
        attendances.attendance_count as asked_count,
        responses.responses_count as answered_count
    from responses
    inner join attendances
        on
            responses.event_id = attendances.event_id
            and responses.scope = attendances.scope
    union all
    select
        'learning_tests' as dataset,
        scope,
        provenance,
        1 as asked_count,
        case when is_paired then 1 else 0 end as answered_count
    from learning_tests
    union all
    select
        'follow_ups' as dataset,
        scope,
        provenance,
        1 as asked_count,
        case when answered_date is not null then 1 else 0 end as answered_count
    from follow_ups
),

summarised as (
    select
        answers.dataset,
        scope_rollups.figure_scope as scope,
        sum(answers.asked_count) as asked_count,
        sum(answers.answered_count) as answered_count
    from answers
    inner join scope_rollups
        on
            answers.scope = scope_rollups.row_scope
            and (
                answers.provenance <> 'illustrative'
                or scope_rollups.includes_illustrative
            )
    group by answers.dataset, scope_rollups.figure_scope
)

select * from summarised
