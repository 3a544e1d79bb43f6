with

published as (
    select * from {{ ref('stg_published__documents') }}
),

registered as (
    select * from {{ ref('int_registers__documents_latest') }}
),

final as (
    select
        document_id,
        scope,
        title_en,
        title_ru,
        kind,
        municipality_id,
        project_id,
        document_date,
        date_precision,
        state,
        provenance,
        source_id,
        cast(null as string) as load_id,
        block_ids,
        cast(null as bigint) as source_row
    from published
    union all
    select
        registered.document_id,
        registered.scope,
        registered.title_en,
        coalesce(registered.title_ru, registered.title_en) as title_ru,
        coalesce(registered.kind, 'other') as kind,
        registered.municipality_id,
        registered.project_id,
        registered.document_date,
        case when registered.document_date is not null then 'day' end
            as date_precision,
        case when registered.is_public then 'value' else 'not_published' end as state,
        registered.provenance,
        registered.source_id,
        registered.load_id,
        cast(null as string) as block_ids,
        registered.source_row
    from registered
    left join published on registered.document_id = published.document_id
    where published.document_id is null
)

select * from final
