with

published as (
    select * from {{ ref('stg_published__municipalities') }}
),

registered as (
    select * from {{ ref('int_registers__municipalities_latest') }}
),

districts as (
    select * from {{ ref('int_members__named') }}
    where dimension = 'federal_district'
),

unioned as (
    select
        municipality_id,
        scope,
        name_en,
        name_ru,
        region_code,
        region_name_en,
        region_name_ru,
        federal_district_code,
        country_code,
        latitude,
        longitude,
        is_base_city,
        provenance,
        source_id,
        cast(null as string) as load_id,
        block_ids
    from published
    union all
    select
        registered.municipality_id,
        registered.scope,
        registered.name_en,
        registered.name_ru,
        registered.region_code,
        registered.region_name_en,
        registered.region_name_ru,
        registered.federal_district_code,
        registered.country_code,
        registered.latitude,
        registered.longitude,
        coalesce(registered.is_base_city, false) as is_base_city,
        registered.provenance,
        registered.source_id,
        registered.load_id,
        cast(null as string) as block_ids
    from registered
    left join published on registered.municipality_id = published.municipality_id
    where published.municipality_id is null
),

final as (
    select
        unioned.municipality_id,
        unioned.scope,
        unioned.name_en,
        unioned.name_ru,
        unioned.region_code,
        unioned.region_name_en,
        unioned.region_name_ru,
        unioned.federal_district_code,
        districts.name_en as federal_district_name_en,
        districts.name_ru as federal_district_name_ru,
        unioned.country_code,
        unioned.latitude,
        unioned.longitude,
        unioned.is_base_city,
        unioned.provenance,
        unioned.source_id,
        unioned.load_id,
        unioned.block_ids
    from unioned
    left join districts on unioned.federal_district_code = districts.member
)

select * from final
