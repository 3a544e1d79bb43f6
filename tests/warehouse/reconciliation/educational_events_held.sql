-- Completed events of whatever kind, in the period of the last day.
with

counted as (
    select
        events.scope,
        events.provenance,
        events.end_date as counted_date,
        events.municipality_id as municipality,
        places.federal_district_code as federal_district
    from marts.fct_training_event as events
    left join marts.dim_municipality as places
        on events.municipality_id = places.municipality_id
    where events.status = 'completed'
)

select count(*) as value
from counted
