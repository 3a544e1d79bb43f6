with

scopes as (
    select * from {{ ref('dim_scope') }}
    where event_kind = 'training'
),

items as (
    select
        'programme:' || scope as item_id,
        scope,
        'programme' as kind,
        programme_name_en as name_en,
        programme_name_ru as name_ru,
        cast(start_year || '-01-01' as date) as start_date,
        cast(end_year || '-12-31' as date) as end_date,
        'year' as date_precision,
        cast(null as integer) as planned_label_year,
        case
            when end_year >= extract(year from as_of_date) then 'planned'
            else 'held'
        end as item_status,
        cast(null as string) as municipality_id,
        provenance,
        block_ids,
        source_id
    from scopes
)

select * from items
