-- A project whose start is not known has no day: it counts over the whole programme.
with

projects as (
    select * from {{ ref('dim_project') }}
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
        projects.project_id,
        projects.kind as project_kind,
        projects.municipality_id as municipality,
        provenance_ranks.provenance_rank,
        scope_rollups.figure_scope || ':' || projects.project_id as scoped_project_id,
        projects.start_date as counted_date
    from projects
    inner join scope_rollups
        on projects.scope = scope_rollups.row_scope
    inner join provenance_ranks
        on projects.provenance = provenance_ranks.provenance
    inner join scopes
        on scope_rollups.figure_scope = scopes.scope
    where coalesce(projects.start_date, scopes.as_of_date) <= scopes.as_of_date
)

select * from scoped
