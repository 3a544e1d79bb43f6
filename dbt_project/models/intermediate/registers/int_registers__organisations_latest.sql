{{ latest_rows('stg_registers__organisations', ['scope', 'organisation_id']) }}
