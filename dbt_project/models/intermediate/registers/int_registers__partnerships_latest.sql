{{ latest_rows('stg_registers__partnerships', ['scope', 'partnership_id', 'stage']) }}
