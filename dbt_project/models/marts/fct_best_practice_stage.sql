with

practices as (
    select * from {{ ref('int_registers__best_practices_latest') }}
),

stages as (
    select * from {{ ref('int_members__named') }}
    where dimension = 'best_practice_stage'
),

final as (
    select
        practices.practice_id,
        practices.scope,
        practices.stage,
        practices.stage_date,
        cast(stages.sort_order as integer) as stage_order,
        coalesce(practices.name_en, practices.practice_id) as name_en,
        coalesce(practices.name_ru, practices.practice_id) as name_ru,
        coalesce(practices.field, 'not_reported') as field,
        practices.municipality_id,
        practices.applied_by,
        practices.description_en,
        practices.description_ru,
        practices.provenance,
        practices.source_id,
        practices.load_id,
        practices.source_row
    from practices
    left join stages on practices.stage = stages.member
)

select * from final
