with

items as (
    select * from {{ ref('int_timeline__programmes') }}
    union all
    select * from {{ ref('int_timeline__trainings') }}
    union all
    select * from {{ ref('int_timeline__projects') }}
    union all
    select * from {{ ref('int_timeline__milestones') }}
    union all
    select * from {{ ref('int_timeline__reports') }}
),

municipalities as (
    select * from {{ ref('dim_municipality') }}
),

final as (
    select
        items.item_id,
        items.scope,
        items.kind,
        items.name_en,
        items.name_ru,
        items.start_date,
        items.end_date,
        items.date_precision,
        items.planned_label_year,
        items.item_status,
        municipalities.name_en as municipality_name_en,
        municipalities.name_ru as municipality_name_ru,
        items.provenance,
        items.block_ids,
        items.source_id
    from items
    left join municipalities
        on items.municipality_id = municipalities.municipality_id
)

select * from final
