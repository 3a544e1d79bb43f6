{{ latest_rows('stg_registers__programme', ['scope']) }}
