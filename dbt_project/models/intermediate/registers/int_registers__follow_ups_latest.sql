{{ latest_rows('stg_registers__follow_ups', ['scope', 'event_id', 'participant_key']) }}
