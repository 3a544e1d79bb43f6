-- How many ever reached each stage, not how many stand in it now.
with

practices as (
    select * from {{ ref('fct_best_practice_stage') }}
),

partnerships as (
    select * from {{ ref('fct_partnership_stage') }}
),

counted as (
    select
        'best_practice' as pipeline,
        stage,
        scope,
        count(*) as items_count,
        {{ weakest_provenance('provenance') }} as provenance,
        max(source_id) as source_id
    from practices
    group by stage, scope
    union all
    select
        'partnership' as pipeline,
        stage,
        scope,
        count(*) as items_count,
        {{ weakest_provenance('provenance') }} as provenance,
        max(source_id) as source_id
    from partnerships
    group by stage, scope
)

select * from counted
