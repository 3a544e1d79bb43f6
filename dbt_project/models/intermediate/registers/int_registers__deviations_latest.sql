{{ latest_rows('stg_registers__deviations', ['scope', 'deviation_id']) }}
