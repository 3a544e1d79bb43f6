{{ latest_rows('stg_registers__training_events', ['publisher', 'event_id']) }}
