with

stages as (
    select
        replace(dimension, '_stage', '') as pipeline,
        member as stage,
        name_en as stage_name_en,
        name_ru as stage_name_ru,
        sort_order as stage_order
    from {{ ref('int_members__named') }}
    where dimension in ('best_practice_stage', 'partnership_stage')
),

scopes as (
    select * from {{ ref('dim_scope') }}
),

published as (
    select * from {{ ref('stg_published__pipeline_stages') }}
),

counted as (
    select * from {{ ref('int_pipelines__counted') }}
),

-- a scope whose register names one item has a zero at the stages without any
registered as (
    select
        pipeline,
        scope,
        {{ weakest_provenance('provenance') }} as provenance,
        max(source_id) as source_id
    from counted
    group by pipeline, scope
),

-- one row of the seed says it for all stages of a scope
inapplicable as (
    select distinct
        pipeline,
        scope
    from published
    where state = 'not_applicable'
),

final as (
    select
        stages.pipeline,
        scopes.scope,
        stages.stage,
        stages.stage_name_en,
        stages.stage_name_ru,
        cast(stages.stage_order as integer) as stage_order,
        case
            when registered.scope is not null then coalesce(counted.items_count, 0)
        end as items_count,
        case
            when counted.items_count > 0 then 'value'
            when registered.scope is not null then 'zero'
            when inapplicable.scope is not null then 'not_applicable'
            when published.state is not null then published.state
            when scopes.is_illustrative then 'not_reported'
            else 'not_published'
        end as state,
        published.statement_en,
        published.statement_ru,
        case
            when scopes.is_illustrative then 'illustrative'
            else coalesce(counted.provenance, registered.provenance, 'reported')
        end as provenance,
        coalesce(counted.source_id, registered.source_id, published.source_id)
            as source_id,
        published.block_ids
    from stages
    cross join scopes
    left join published
        on
            stages.pipeline = published.pipeline
            and stages.stage = published.stage
            and scopes.scope = published.scope
    left join counted
        on
            stages.pipeline = counted.pipeline
            and stages.stage = counted.stage
            and scopes.scope = counted.scope
    left join registered
        on
            stages.pipeline = registered.pipeline
            and scopes.scope = registered.scope
    left join inapplicable
        on
            stages.pipeline = inapplicable.pipeline
            and scopes.scope = inapplicable.scope
)

select * from final
