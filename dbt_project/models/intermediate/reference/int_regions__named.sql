-- A region that a scope's partnerships name is on its map, as a published one is.
with

regions as (
    select * from {{ ref('stg_published__regions') }}
),

partnerships as (
    select
        scope,
        partner_region,
        {{ weakest_provenance('provenance') }} as provenance,
        max(source_id) as source_id
    from {{ ref('fct_partnership_stage') }}
    group by scope, partner_region
),

named as (
    select
        region_code,
        scope,
        region_name_en,
        region_name_ru,
        latitude,
        longitude,
        provenance,
        source_id,
        block_ids
    from regions
    union all
    select
        regions.region_code,
        partnerships.scope,
        regions.region_name_en,
        regions.region_name_ru,
        regions.latitude,
        regions.longitude,
        partnerships.provenance,
        partnerships.source_id,
        cast(null as string) as block_ids
    from partnerships
    inner join regions on partnerships.partner_region = regions.region_code
    where partnerships.scope <> regions.scope
)

select * from named
