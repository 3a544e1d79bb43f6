-- One row per single event and count of people that its row in the marts shows.
select
    event_id,
    scope,
    coalesce(end_date, start_date) as last_date,
    unnest([
        {
            'role': 'attendance_count',
            'quantity': 'attendances',
            'value': attendance_count
        },
        { 'role': 'responses_count', 'quantity': 'ratings', 'value': responses_count },
        { 'role': 'pairs_count', 'quantity': 'paired_tests', 'value': pairs_count }
    ], recursive := true)
from marts.mart_training
