with

stages_reached as (
    select * from {{ ref('fct_best_practice_stage') }}
),

municipalities as (
    select * from {{ ref('dim_municipality') }}
),

members as (
    select * from {{ ref('int_members__named') }}
),

ranked as (
    select
        stages_reached.*,
        row_number() over (
            partition by stages_reached.practice_id, stages_reached.scope
            order by stages_reached.stage_order desc
        ) as recency
    from stages_reached
),

final as (
    select
        ranked.practice_id,
        ranked.scope,
        ranked.name_en,
        ranked.name_ru,
        ranked.field,
        coalesce(fields.name_en, ranked.field) as field_name_en,
        coalesce(fields.name_ru, ranked.field) as field_name_ru,
        ranked.municipality_id,
        municipalities.name_en as municipality_name_en,
        municipalities.name_ru as municipality_name_ru,
        ranked.stage as current_stage,
        stages.name_en as stage_name_en,
        stages.name_ru as stage_name_ru,
        ranked.stage_order,
        ranked.stage_date as current_stage_date,
        ranked.description_en,
        ranked.description_ru,
        ranked.provenance,
        ranked.source_id,
        ranked.load_id
    from ranked
    left join municipalities
        on ranked.municipality_id = municipalities.municipality_id
    left join members as fields
        on ranked.field = fields.member and fields.dimension = 'field'
    left join members as stages
        on ranked.stage = stages.member and stages.dimension = 'best_practice_stage'
    where ranked.recency = 1
)

select * from final
