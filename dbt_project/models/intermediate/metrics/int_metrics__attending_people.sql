{{ config(materialized='table') }}
-- Asked once per figure on attendances, for the people behind it; made once, because it
-- looks through all attendances.
{% set members = attendance_members() %}
with

attendances as (
    select * from {{ ref('int_metrics__attendances_scoped') }}
),

people as (
    select
        scope,
        attended_month,
        is_completed,
        participant_key,
        {{ members | join(',\n        ') }},
        sum(case when participant_key is null then attendance_count else 0 end)
            as nameless_count,
        min(attendance_id) as first_attendance_id
    from attendances
    group by
        scope,
        attended_month,
        is_completed,
        participant_key,
        {{ members | join(',\n        ') }}
),

keyed as (
    select
        *,
        scope || ':' || first_attendance_id as attending_person_id
    from people
)

select * from keyed
