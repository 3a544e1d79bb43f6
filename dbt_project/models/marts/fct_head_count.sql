-- Where people have rows of their own, the rows count and the head count checks them.
with

head_counts as (
    select * from {{ ref('int_head_counts__reported') }}
),

events_with_rows as (
    select distinct event_id
    from {{ ref('fct_attendance') }}
),

uncounted as (
    select head_counts.*
    from head_counts
    left join events_with_rows
        on head_counts.event_id = events_with_rows.event_id
    where events_with_rows.event_id is null
),

by_sex as (
    select
        uncounted.*,
        'female' as sex,
        uncounted.women_count as attendance_count
    from uncounted
    union all
    select
        uncounted.*,
        'male' as sex,
        uncounted.men_count as attendance_count
    from uncounted
    union all
    select
        uncounted.*,
        'not_reported' as sex,
        uncounted.head_count
        - coalesce(uncounted.women_count, 0)
        - coalesce(uncounted.men_count, 0) as attendance_count
    from uncounted
),

final as (
    select
        event_id || ':' || sex as head_count_id,
        event_id,
        scope,
        sex,
        cast(attendance_count as bigint) as attendance_count,
        attended_date,
        provenance,
        source_id,
        load_id,
        source_row
    from by_sex
    where attendance_count > 0
)

select * from final
