with

milestones as (
    select * from {{ ref('published_milestones') }}
),

renamed as (
    select
        -- keys
        milestone_id,
        scope,
        project_id,
        -- what
        workstream,
        output_kind,
        name_en,
        name_ru,
        -- dates
        planned_date,
        planned_precision,
        actual_date,
        actual_precision,
        state,
        -- origin
        'reported' as provenance,
        source_id,
        block_ids
    from milestones
)

select * from renamed
