-- A document without a date has no day: it counts over the whole programme.
with

documents as (
    select * from {{ ref('dim_document') }}
),

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
        documents.document_id,
        documents.kind as document_kind,
        documents.state as document_state,
        -- a register lists what exists, made public or not
        documents.state = 'value' or documents.provenance <> 'reported' as is_known,
        provenance_ranks.provenance_rank,
        scope_rollups.figure_scope || ':' || documents.document_id
            as scoped_document_id,
        coalesce(documents.municipality_id, projects.municipality_id, 'not_reported')
            as municipality,
        coalesce(projects.field, 'not_reported') as field,
        documents.document_date as counted_date
    from documents
    inner join scope_rollups
        on documents.scope = scope_rollups.row_scope
    inner join provenance_ranks
        on documents.provenance = provenance_ranks.provenance
    inner join scopes
        on scope_rollups.figure_scope = scopes.scope
    left join projects
        on documents.project_id = projects.project_id
    where coalesce(documents.document_date, scopes.as_of_date) <= scopes.as_of_date
)

select * from scoped
