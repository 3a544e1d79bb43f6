-- A thing may stand in several registers: an event in one, its attendances in another.
with

stated as (
    {{ evidence_rows(
        'training_event', 'event_id', 'fct_training_event', block_ids='block_ids'
    ) }}
    union all
    {{ evidence_rows('training_event', 'event_id', 'fct_attendance') }}
    union all
    {{ evidence_rows('training_event', 'event_id', 'fct_head_count') }}
    union all
    {{ evidence_rows('training_event', 'event_id', 'fct_evaluation_response') }}
    union all
    {{ evidence_rows('training_event', 'event_id', 'fct_learning_test') }}
    union all
    {{ evidence_rows('training_event', 'event_id', 'fct_follow_up') }}
    union all
    {{ evidence_rows(
        'document', 'document_id', 'dim_document', block_ids='block_ids'
    ) }}
    union all
    {{ evidence_rows('project', 'project_id', 'dim_project', block_ids='block_ids') }}
    union all
    {{ evidence_rows(
        'milestone', 'milestone_id', 'fct_project_milestone', block_ids='block_ids'
    ) }}
    union all
    {{ evidence_rows('practice', 'practice_id', 'fct_best_practice_stage') }}
    union all
    {{ evidence_rows('partnership', 'partnership_id', 'fct_partnership_stage') }}
    union all
    {{ evidence_rows(
        'published_figure', 'figure_id', 'fct_published_figure', load_id='null', source_row='null', block_ids='block_ids'
    ) }}
    union all
    {{ evidence_rows('indicator_value', result_key(), 'fct_indicator_value') }}
),

counted as (
    select
        evidence_kind,
        thing_id as evidence_id,
        fact,
        source_id,
        load_of_row as load_id,
        blocks as block_ids,
        count(*) as rows_count,
        min(row_number) as first_source_row,
        max(row_number) as last_source_row
    from stated
    where thing_id is not null
    group by evidence_kind, thing_id, fact, source_id, load_of_row, blocks
)

select * from counted
