{{ latest_rows(
    'stg_registers__quality_assessments', ['scope', 'assessment_id', 'question_id'],
) }}
