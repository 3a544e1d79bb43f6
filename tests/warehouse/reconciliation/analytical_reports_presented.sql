-- Reports presented to the public of a city, in the period of the presentation.
with

counted as (
    select
        scope,
        provenance,
        document_date as counted_date,
        municipality_id as municipality
    from marts.dim_document
    where
        kind = 'analytical_report'
        and state = 'value'
)

select count(*) as value
from counted
