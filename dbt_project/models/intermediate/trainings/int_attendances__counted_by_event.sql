{{ config(access='protected') }}
with

attendances as (
    select * from {{ ref('int_attendances__shown_by_event') }}
),

counted as (
    select
        event_id,
        scope,
        count(*) as attendance_count,
        count(case when sex = 'female' then 1 end) as women_count,
        count(case when sex = 'male' then 1 end) as men_count,
        {{ weakest_provenance('provenance') }} as attendance_provenance
    from attendances
    group by event_id, scope
)

select * from counted
