-- A load of which no row was accepted says no scope: it is the programme's.
with

loads as (
    select * from {{ ref('stg_registers__register_loads') }}
    where rows_waiting > 0
),

scoped as (
    select * from {{ ref('int_loads__scoped') }}
),

items as (
    select
        'quarantined_rows:' || coalesce(scoped.scope, 'programme') || ':'
        || loads.load_id as item_id,
        coalesce(scoped.scope, 'programme') as scope,
        'quarantined_rows' as kind,
        loads.file_name as subject_en,
        loads.file_name as subject_ru,
        cast(loads.rows_waiting as bigint) as item_count,
        cast(null as date) as reference_date,
        cast(null as bigint) as days_late,
        loads.provenance
    from loads
    left join scoped on loads.load_id = scoped.load_id
)

select * from items
