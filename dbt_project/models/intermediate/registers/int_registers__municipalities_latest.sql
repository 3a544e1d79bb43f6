{{ latest_rows('stg_registers__municipalities', ['scope', 'municipality_id']) }}
