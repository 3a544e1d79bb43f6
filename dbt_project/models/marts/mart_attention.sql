with

items as (
    select * from {{ ref('int_attention__trainings') }}
    union all
    select * from {{ ref('int_attention__milestones') }}
    union all
    select * from {{ ref('int_attention__follow_ups') }}
    union all
    select * from {{ ref('int_attention__actions') }}
    union all
    select * from {{ ref('int_attention__recommendations') }}
    union all
    select * from {{ ref('int_attention__quarantined') }}
    union all
    select * from {{ ref('int_attention__outside_years') }}
    union all
    select * from {{ ref('int_attention__reports') }}
    union all
    select * from {{ ref('int_attention__narratives') }}
    union all
    select * from {{ ref('int_attention__targets') }}
),

ranks as (
    select * from {{ ref('attention_kinds') }}
),

final as (
    select
        items.item_id,
        items.scope,
        items.kind,
        ranks.severity,
        items.subject_en,
        items.subject_ru,
        items.item_count,
        items.reference_date,
        items.days_late,
        ranks.page,
        cast(ranks.sort_order as integer) as sort_order,
        items.provenance
    from items
    inner join ranks on items.kind = ranks.kind
)

select * from final
