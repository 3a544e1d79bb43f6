with

learning_tests as (
    select * from {{ ref('fct_learning_test') }}
    where is_paired
),

events as (
    select * from {{ ref('fct_training_event') }}
),

scope_rollups as (
    select * from {{ ref('scope_rollups') }}
),

provenance_ranks as (
    select * from {{ ref('provenance_ranks') }}
),

scoped as (
    select
        scope_rollups.figure_scope as scope,
        learning_tests.learning_test_id,
        learning_tests.event_id as training,
        learning_tests.participant_category_code as participant_category,
        learning_tests.gain_points,
        events.last_date as tested_date,
        provenance_ranks.provenance_rank,
        coalesce(learning_tests.participant_key, learning_tests.learning_test_id)
            as person_key,
        scope_rollups.figure_scope || ':' || learning_tests.learning_test_id
            as scoped_test_id
    from learning_tests
    inner join scope_rollups
        on learning_tests.scope = scope_rollups.row_scope
    inner join provenance_ranks
        on learning_tests.provenance = provenance_ranks.provenance
    left join events on learning_tests.event_id = events.event_id
)

select * from scoped
