{{ config(materialized='table') }}
-- Asked once per figure and grain; made once, because it groups all attendances.
with

attendances as (
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
        scope || ':' || grain || ':' || cast(period as varchar(10)) || ':'
        || participant_key as person_period_id,
        count(*) as attendance_count,
        min(attended_date) as first_attended_date,
        sum(contact_hours) as contact_hours,
        min(provenance_rank) as provenance_rank,
        min_by(sex, attendance_order) as sex,
        min_by(age_band, attendance_order) as age_band,
        min_by(participant_category, attendance_order) as participant_category,
        min_by(organisation_type, attendance_order) as organisation_type,
        min_by(municipality, attendance_order) as municipality,
        min_by(region, attendance_order) as region,
        min_by(federal_district, attendance_order) as federal_district
    from attendances
    group by scope, grain, period, participant_key
)

select * from people
