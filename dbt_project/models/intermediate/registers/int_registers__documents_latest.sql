{{ latest_rows('stg_registers__documents', ['scope', 'document_id']) }}
