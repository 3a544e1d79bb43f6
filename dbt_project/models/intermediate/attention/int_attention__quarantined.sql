with

loads as (
    select * from {{ ref('stg_registers__register_loads') }}
    where rows_quarantined > 0
),

scoped as (
    select * from {{ ref('int_loads__scoped') }}
),

items as (
    select
        'quarantined_rows:' || scoped.scope || ':' || loads.load_id as item_id,
        scoped.scope,
        'quarantined_rows' as kind,
        loads.file_name as subject_en,
        loads.file_name as subject_ru,
        cast(loads.rows_quarantined as bigint) as item_count,
        cast(null as date) as reference_date,
        cast(null as bigint) as days_late,
        loads.provenance
    from loads
    inner join scoped on loads.load_id = scoped.load_id
)

select * from items
