with

published as (
    select * from {{ ref('stg_published__organisations') }}
),

registered as (
    select * from {{ ref('int_registers__organisations_latest') }}
),

final as (
    select
        organisation_id,
        scope,
        name_en,
        name_ru,
        short_name_en,
        short_name_ru,
        organisation_type,
        cast(null as string) as municipality_id,
        role,
        provenance,
        source_id,
        cast(null as string) as load_id,
        block_ids
    from published
    union all
    select
        registered.organisation_id,
        registered.scope,
        coalesce(registered.name_en, registered.organisation_id) as name_en,
        coalesce(registered.name_ru, registered.organisation_id) as name_ru,
        cast(null as string) as short_name_en,
        cast(null as string) as short_name_ru,
        coalesce(registered.organisation_type, 'not_reported') as organisation_type,
        registered.municipality_id,
        cast(null as string) as role,
        registered.provenance,
        registered.source_id,
        registered.load_id,
        cast(null as string) as block_ids
    from registered
    left join published on registered.organisation_id = published.organisation_id
    where published.organisation_id is null
)

select * from final
