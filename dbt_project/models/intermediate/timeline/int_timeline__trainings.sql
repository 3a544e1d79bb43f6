with

trainings as (
    select * from {{ ref('mart_training') }}
    where event_kind = 'training' and status <> 'cancelled'
),

items as (
    select
        'training:' || scope || ':' || event_id as item_id,
        scope,
        'training' as kind,
        title_en as name_en,
        title_ru as name_ru,
        start_date,
        end_date,
        case when start_date is null then 'year' else 'day' end as date_precision,
        case when start_date is null then planned_year end as planned_label_year,
        case when status in ('completed', 'active') then 'held' else 'planned' end
            as item_status,
        municipality_id,
        provenance,
        block_ids,
        source_id
    from trainings
)

select * from items
