with

quality_assessments as (
    select * from {{ source('registers', 'quality_assessments') }}
),

renamed as (
    select
        -- keys
        assessment_id,
        scope,
        metric,
        question_id,
        -- who and when
        assessed_date,
        assessor_role,
        next_date,
        -- finding
        answer,
        comment_en,
        comment_ru,
        -- what is done
        recommendation_en,
        recommendation_ru,
        recommendation_due_date,
        recommendation_state,
        progress_en,
        progress_ru,
        -- origin
        provenance,
        'load:' || load_id as source_id,
        load_id,
        source_file,
        source_row
    from quality_assessments
)

select * from renamed
