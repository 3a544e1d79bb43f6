{{ latest_rows('stg_registers__results', ['scope', 'result_id']) }}
