{{ latest_rows('stg_registers__training_events', ['scope', 'event_id']) }}
