with

municipalities as (
    select * from {{ ref('dim_municipality') }}
    where latitude is not null and longitude is not null
),

regions as (
    select * from {{ ref('int_regions__named') }}
),

trainings as (
    select
        municipality_id,
        scope,
        count(*) as trainings_count,
        {{ weakest_provenance('provenance') }} as provenance,
        sum(training_days) as training_days
    from {{ ref('fct_training_event') }}
    where status = 'completed'
    group by municipality_id, scope
),

projects as (
    select
        municipality_id,
        scope,
        count(*) as projects_count,
        {{ weakest_provenance('provenance') }} as provenance
    from {{ ref('dim_project') }}
    group by municipality_id, scope
),

final as (
    select
        municipalities.municipality_id as place_id,
        municipalities.scope,
        'municipality' as place_kind,
        municipalities.name_en,
        municipalities.name_ru,
        municipalities.region_name_en,
        municipalities.region_name_ru,
        municipalities.latitude,
        municipalities.longitude,
        cast(coalesce(trainings.training_days, 0) as bigint) as training_days,
        coalesce(trainings.trainings_count, 0) as trainings_count,
        coalesce(projects.projects_count, 0) as projects_count,
        municipalities.is_base_city,
        {{ weakest_of(
            ['municipalities.provenance', 'trainings.provenance', 'projects.provenance']
        ) }} as provenance,
        municipalities.source_id,
        municipalities.block_ids
    from municipalities
    left join trainings
        on
            municipalities.municipality_id = trainings.municipality_id
            and municipalities.scope = trainings.scope
    left join projects
        on
            municipalities.municipality_id = projects.municipality_id
            and municipalities.scope = projects.scope
    union all
    select
        region_code as place_id,
        scope,
        'region' as place_kind,
        region_name_en as name_en,
        region_name_ru as name_ru,
        region_name_en,
        region_name_ru,
        latitude,
        longitude,
        cast(0 as bigint) as training_days,
        cast(0 as bigint) as trainings_count,
        cast(0 as bigint) as projects_count,
        false as is_base_city,
        provenance,
        source_id,
        block_ids
    from regions
)

select * from final
