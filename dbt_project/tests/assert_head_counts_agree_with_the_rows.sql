-- A difference is for somebody to look at; the rows are what counts.
{{ config(severity='warn') }}
with

head_counts as (
    select * from {{ ref('int_head_counts__reported') }}
),

counted as (
    select * from {{ ref('int_attendances__counted_by_event') }}
)

select
    head_counts.event_id,
    head_counts.head_count,
    counted.attendance_count,
    head_counts.women_count,
    counted.women_count as women_rows_count,
    head_counts.men_count,
    counted.men_count as men_rows_count,
    head_counts.load_id,
    'the head count of an event is the number of its rows' as rule
from head_counts
inner join counted on head_counts.event_id = counted.event_id
where
    head_counts.head_count <> counted.attendance_count
    or head_counts.women_count > counted.women_count
    or head_counts.men_count > counted.men_count
