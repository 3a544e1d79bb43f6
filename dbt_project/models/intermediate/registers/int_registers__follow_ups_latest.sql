{{ latest_rows(
    'stg_registers__follow_ups', ['publisher', 'event_id', 'participant_key'],
) }}
