-- A register says which indicator measures what; where it is silent about an indicator,
-- the result that the metric itself names does.
with

framework as (
    select * from {{ ref('int_results__framework') }}
),

registered as (
    select * from {{ ref('int_registers__results_latest') }}
    where level = 'indicator'
),

indicators as (
    select * from {{ ref('dim_indicator') }}
),

declared as (
    select distinct
        metric_slots.scope,
        indicators.metric,
        indicators.result_id
    from {{ source('landed', 'metric_slots') }} as metric_slots
    inner join indicators on metric_slots.metric = indicators.metric
    where indicators.result_id is not null
),

named_by_metric as (
    select
        declared.scope,
        declared.metric as result_id,
        framework.result_id as parent_id,
        indicators.indicator_code as result_code,
        indicators.name_en,
        indicators.name_ru,
        indicators.metric,
        indicators.sort_order,
        true as is_arrangement,
        framework.provenance,
        framework.source_id,
        framework.load_id,
        framework.source_row
    from declared
    inner join indicators on declared.metric = indicators.metric
    inner join framework
        on
            declared.scope = framework.scope
            and declared.result_id = framework.result_id
    left join registered
        on
            declared.scope = registered.scope
            and declared.metric = registered.metric
    where registered.metric is null
),

named_by_register as (
    select
        registered.scope,
        registered.result_id,
        registered.parent_id,
        indicators.indicator_code as result_code,
        registered.name_en,
        registered.name_ru,
        registered.metric,
        registered.sort_order,
        false as is_arrangement,
        registered.provenance,
        registered.source_id,
        registered.load_id,
        registered.source_row
    from registered
    left join indicators on registered.metric = indicators.metric
),

united as (
    select * from named_by_metric
    union all
    select * from named_by_register
)

select * from united
