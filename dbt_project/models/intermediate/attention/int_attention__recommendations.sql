with

assessments as (
    select * from {{ ref('fct_quality_assessment') }}
    where days_late > 0
),

indicators as (
    select * from {{ ref('dim_indicator') }}
),

items as (
    select
        'recommendation_overdue:' || assessments.scope || ':'
        || assessments.assessment_id as item_id,
        assessments.scope,
        'recommendation_overdue' as kind,
        coalesce(max(indicators.name_en), assessments.metric) as subject_en,
        coalesce(max(indicators.name_ru), assessments.metric) as subject_ru,
        count(*) as item_count,
        min(assessments.recommendation_due_date) as reference_date,
        max(assessments.days_late) as days_late,
        {{ weakest_provenance('assessments.provenance') }} as provenance
    from assessments
    left join indicators on assessments.metric = indicators.metric
    group by assessments.scope, assessments.assessment_id, assessments.metric
)

select * from items
