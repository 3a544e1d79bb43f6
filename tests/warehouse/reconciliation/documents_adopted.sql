-- Acts by which a city adopted a document; a published one whose being is not published
-- is none.
with

counted as (
    select
        documents.scope,
        documents.provenance,
        documents.document_date as counted_date,
        coalesce(documents.municipality_id, projects.municipality_id) as municipality,
        projects.field
    from marts.dim_document as documents
    left join marts.dim_project as projects using (project_id)
    where
        documents.kind = 'adopted_act'
        and not (
            documents.provenance = 'reported' and documents.state = 'not_published'
        )
)

select count(*) as value
from counted
