-- Planning documents that are known to exist.
with

counted as (
    select
        scope,
        provenance,
        document_date as counted_date,
        municipality_id as municipality
    from marts.dim_document
    where
        kind = 'planning_document'
        and state = 'value'
)

select count(*) as value
from counted
