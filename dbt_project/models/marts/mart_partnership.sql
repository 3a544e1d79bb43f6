with

stages_reached as (
    select * from {{ ref('fct_partnership_stage') }}
),

municipalities as (
    select * from {{ ref('dim_municipality') }}
),

regions as (
    select
        region_code,
        max(region_name_en) as region_name_en,
        max(region_name_ru) as region_name_ru
    from {{ ref('stg_published__regions') }}
    group by region_code
),

members as (
    select * from {{ ref('int_members__named') }}
),

ranked as (
    select
        stages_reached.*,
        row_number() over (
            partition by stages_reached.partnership_id, stages_reached.scope
            order by stages_reached.stage_order desc
        ) as recency
    from stages_reached
),

final as (
    select
        ranked.partnership_id,
        ranked.scope,
        ranked.partner_name_en,
        ranked.partner_name_ru,
        ranked.partner_region,
        coalesce(regions.region_name_en, ranked.partner_region)
            as partner_region_name_en,
        coalesce(regions.region_name_ru, ranked.partner_region)
            as partner_region_name_ru,
        ranked.municipality_id,
        municipalities.name_en as municipality_name_en,
        municipalities.name_ru as municipality_name_ru,
        ranked.stage as current_stage,
        stages.name_en as stage_name_en,
        stages.name_ru as stage_name_ru,
        ranked.stage_order,
        ranked.stage_date as current_stage_date,
        ranked.is_earlier,
        ranked.provenance,
        ranked.source_id,
        ranked.load_id
    from ranked
    left join municipalities
        on ranked.municipality_id = municipalities.municipality_id
    left join regions on ranked.partner_region = regions.region_code
    left join members as stages
        on ranked.stage = stages.member and stages.dimension = 'partnership_stage'
    where ranked.recency = 1
)

select * from final
