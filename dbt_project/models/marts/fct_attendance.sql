-- One pass over the largest register: nothing is sorted, ranked or grouped. A presence
-- counts in the scope of its event, whatever its own file says.
with

attendance as (
    select * from {{ ref('stg_registers__attendance') }}
),

events as (
    select * from {{ ref('int_training_events__unioned') }}
),

final as (
    select
        {{ row_key('attendance') }} as attendance_id,
        attendance.event_id,
        coalesce(events.scope, attendance.scope) as scope,
        attendance.participant_key,
        coalesce(attendance.sex, 'not_reported') as sex,
        {{ age_band('attendance.age_years') }} as age_band,
        coalesce(attendance.participant_category_code, 'not_reported')
            as participant_category_code,
        coalesce(attendance.organisation_type, 'not_reported') as organisation_type,
        attendance.organisation_id,
        attendance.municipality_id,
        attendance.hours_recorded * coalesce(events.hour_minutes, 60) / 60
            as contact_hours,
        attendance.is_completed,
        events.end_date as attended_date,
        attendance.provenance,
        attendance.source_id,
        attendance.load_id,
        attendance.source_row,
        attendance.source_column
    from attendance
    left join events on attendance.event_id = events.event_id
)

select * from final
