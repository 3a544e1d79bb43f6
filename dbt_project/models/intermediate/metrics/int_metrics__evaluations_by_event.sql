{{ config(materialized='table') }}
-- Asked once per figure and grain; made once, because it looks through all answers.
with

evaluations as (
    select * from {{ ref('int_evaluations__summarised_by_event') }}
    where responses_count > 0
),

events as (
    select * from {{ ref('fct_training_event') }}
),

attendances as (
    select * from {{ ref('int_attendances__counted_by_event') }}
),

head_counts as (
    select * from {{ ref('int_head_counts__reported') }}
),

scope_rollups as (
    select * from {{ ref('scope_rollups') }}
),

provenance_ranks as (
    select * from {{ ref('provenance_ranks') }}
),

attended as (
    select
        evaluations.event_id,
        evaluations.scope,
        evaluations.responses_count,
        evaluations.high_ratings_count,
        coalesce(attendances.attendance_count, head_counts.head_count)
            as attendance_count,
        {{ weakest_of([
            'evaluations.rating_provenance',
            'attendances.attendance_provenance',
            'head_counts.provenance',
        ]) }} as provenance
    from evaluations
    left join attendances
        on
            evaluations.event_id = attendances.event_id
            and evaluations.scope = attendances.scope
    left join head_counts on evaluations.event_id = head_counts.event_id
),

scoped as (
    select
        scope_rollups.figure_scope as scope,
        attended.event_id as training,
        attended.responses_count,
        attended.high_ratings_count,
        events.last_date as evaluated_date,
        provenance_ranks.provenance_rank,
        scope_rollups.figure_scope || ':' || attended.event_id as scoped_event_id,
        case when attended.attendance_count > 0 then attended.responses_count end
            as responses_of_attended_count,
        case when attended.attendance_count > 0 then attended.attendance_count end
            as attendance_count
    from attended
    inner join scope_rollups
        on attended.scope = scope_rollups.row_scope
    inner join provenance_ranks
        on attended.provenance = provenance_ranks.provenance
    left join events on attended.event_id = events.event_id
)

select * from scoped
