-- Registers call an indicator by its target key, pages by its metric.
with

targets as (
    select * from {{ ref('fct_indicator_target') }}
),

indicators as (
    select * from {{ ref('dim_indicator') }}
    where target_key is not null
),

named as (
    select
        indicators.metric,
        targets.scope,
        targets.grain,
        targets.period,
        targets.dimension,
        targets.member,
        targets.target_value,
        targets.baseline_value,
        targets.baseline_date,
        targets.provenance
    from targets
    inner join indicators on targets.metric = indicators.target_key
)

select * from named
