{{ config(materialized='table') }}
-- Asked once per figure and grain; made once, because it groups all attendances. The
-- members of the first attendance are looked up: to carry each of them through the
-- grouping takes three times as long.
with

attendances as (
    select
        scope,
        event_id,
        sex,
        age_band,
        participant_category,
        organisation_type,
        municipality,
        region,
        federal_district,
        cast(attended_date as varchar(10)) || attendance_id as attendance_order
    from {{ ref('int_metrics__attendances_scoped') }}
    where participant_key is not null
),

attendances_by_period as (
    select
        *,
        cast(attended_date as varchar(10)) || attendance_id as attendance_order
    from {{ ref('int_metrics__attendances_by_period') }}
    where participant_key is not null
),

people as (
    select
        scope,
        grain,
        period,
        participant_key,
        count(*) as attendance_count,
        sum(contact_hours) as contact_hours,
        min(attended_date) as first_attended_date,
        min(attendance_order) as first_attendance_order,
        min(provenance_rank) as provenance_rank
    from attendances_by_period
    group by scope, grain, period, participant_key
),

described as (
    select
        people.scope,
        people.grain,
        people.period,
        people.participant_key,
        people.attendance_count,
        people.contact_hours,
        people.first_attended_date,
        people.provenance_rank,
        attendances.event_id as first_event_id,
        attendances.sex,
        attendances.age_band,
        attendances.participant_category,
        attendances.organisation_type,
        attendances.municipality,
        attendances.region,
        attendances.federal_district,
        people.scope || ':' || people.grain || ':'
        || cast(people.period as varchar(10)) || ':' || people.participant_key
            as person_period_id
    from people
    inner join attendances
        on
            people.scope = attendances.scope
            and people.first_attendance_order = attendances.attendance_order
)

select * from described
