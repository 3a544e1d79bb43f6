with

projects as (
    select * from {{ ref('dim_project') }}
    where start_date is not null
),

items as (
    select
        'start_of_work:' || scope || ':' || project_id as item_id,
        scope,
        'start_of_work' as kind,
        name_en,
        name_ru,
        start_date,
        cast(null as date) as end_date,
        start_precision as date_precision,
        cast(null as integer) as planned_label_year,
        case when status in ('potential', 'planned') then 'planned' else 'reached' end
            as item_status,
        municipality_id,
        provenance,
        block_ids,
        source_id
    from projects
)

select * from items
