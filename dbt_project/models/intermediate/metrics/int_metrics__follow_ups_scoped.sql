-- Who was asked counts in the period in which the question fell due.
with

follow_ups as (
    select * from {{ ref('fct_follow_up') }}
    where asked_date is not null
),

scope_rollups as (
    select * from {{ ref('scope_rollups') }}
),

provenance_ranks as (
    select * from {{ ref('provenance_ranks') }}
),

scopes as (
    select * from {{ ref('dim_scope') }}
),

scoped as (
    select
        scope_rollups.figure_scope as scope,
        follow_ups.follow_up_id,
        follow_ups.event_id,
        follow_ups.participant_category_code as participant_category,
        follow_ups.is_applying,
        follow_ups.due_date,
        provenance_ranks.provenance_rank,
        coalesce(follow_ups.participant_key, follow_ups.follow_up_id) as person_key,
        scope_rollups.figure_scope || ':' || follow_ups.follow_up_id
            as scoped_follow_up_id
    from follow_ups
    inner join scope_rollups
        on follow_ups.scope = scope_rollups.row_scope
    inner join provenance_ranks
        on follow_ups.provenance = provenance_ranks.provenance
    inner join scopes
        on scope_rollups.figure_scope = scopes.scope
    where follow_ups.due_date <= scopes.as_of_date
)

select * from scoped
