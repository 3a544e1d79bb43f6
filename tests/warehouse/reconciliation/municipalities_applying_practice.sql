-- Municipalities that apply a practice of another, each once a period.
with

counted as (
    select
        scope,
        provenance,
        stage_date as counted_date,
        field,
        applied_by
    from marts.fct_best_practice_stage
    where
        stage = 'applied'
        and applied_by <> coalesce(municipality_id, '')
)

select count(distinct applied_by) as value
from counted
