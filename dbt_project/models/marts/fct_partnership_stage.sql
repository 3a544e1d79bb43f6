with

partnerships as (
    select * from {{ ref('int_registers__partnerships_latest') }}
),

stages as (
    select * from {{ ref('int_members__named') }}
    where dimension = 'partnership_stage'
),

final as (
    select
        partnerships.partnership_id,
        partnerships.scope,
        partnerships.stage,
        partnerships.stage_date,
        cast(stages.sort_order as integer) as stage_order,
        coalesce(partnerships.partner_name_en, partnerships.partnership_id)
            as partner_name_en,
        coalesce(partnerships.partner_name_ru, partnerships.partnership_id)
            as partner_name_ru,
        partnerships.partner_region,
        partnerships.municipality_id,
        coalesce(partnerships.is_earlier, false) as is_earlier,
        partnerships.provenance,
        partnerships.source_id,
        partnerships.load_id,
        partnerships.source_row
    from partnerships
    left join stages on partnerships.stage = stages.member
)

select * from final
