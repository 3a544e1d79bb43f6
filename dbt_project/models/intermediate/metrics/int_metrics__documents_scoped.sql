with

documents as (
    select * from {{ ref('dim_document') }}
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
        provenance_ranks.provenance_rank,
        scope_rollups.figure_scope || ':' || documents.document_id
            as scoped_document_id,
        coalesce(documents.municipality_id, 'not_reported') as municipality,
        coalesce(documents.document_date, make_date(scopes.start_year, 1, 1))
            as counted_date
    from documents
    inner join scope_rollups
        on documents.scope = scope_rollups.row_scope
    inner join provenance_ranks
        on documents.provenance = provenance_ranks.provenance
    inner join scopes
        on documents.scope = scopes.scope
)

select * from scoped
