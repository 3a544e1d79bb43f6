{{ latest_rows('stg_registers__submissions', ['scope', 'grain', 'period']) }}
