{{ config(materialized='table') }}
-- Asked once per figure, grain and split; made once, because it looks through all
-- attendances. No figure of attendances has a finer grain than the month.
{% set members = attendance_members() %}
with

attendances as (
    select * from {{ ref('int_metrics__attendances_scoped') }}
),

by_month as (
    select
        scope,
        attended_month,
        is_completed,
        {{ members | join(',\n        ') }},
        sum(attendance_count) as attendance_count,
        sum(contact_hours) as contact_hours,
        min(provenance_rank) as provenance_rank
    from attendances
    group by
        scope,
        attended_month,
        is_completed,
        {{ members | join(',\n        ') }}
),

keyed as (
    select
        *,
        scope || ':' || coalesce(cast(attended_month as varchar(10)), 'not_reported')
        || ':' || coalesce(cast(is_completed as varchar(5)), 'not_reported')
        || ':' || {{ members | join(" || ':' || ") }} as attendance_group_id
    from by_month
)

select * from keyed
