-- One row per person at a completed event, or per sex of an event whose people were
-- only counted.
create temp view attended as
with

people as (
    select
        event_id,
        provenance,
        participant_key,
        attendance_id,
        sex,
        age_band,
        participant_category_code as participant_category,
        organisation_type,
        municipality_id as municipality,
        contact_hours,
        is_completed,
        1 as attendances
    from marts.fct_attendance
),

heads as (
    select
        event_id,
        provenance,
        sex,
        attendance_count as attendances
    from marts.fct_head_count
),

counted as (
    select * from people
    union all by name
    select * from heads
)

select
    events.scope,
    events.end_date as counted_date,
    places.region_code as region,
    places.federal_district_code as federal_district,
    counted.*
from counted
inner join marts.fct_training_event as events
    on counted.event_id = events.event_id
left join marts.dim_municipality as places
    on counted.municipality = places.municipality_id
where events.status = 'completed';
