{{ latest_rows('stg_registers__best_practices', ['scope', 'practice_id', 'stage']) }}
