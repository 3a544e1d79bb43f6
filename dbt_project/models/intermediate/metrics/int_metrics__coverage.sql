with

covered_by_seed as (
    select * from {{ ref('register_coverage') }}
),

scopes as (
    select * from {{ ref('dim_scope') }}
),

metric_slots as (
    select * from {{ source('landed', 'metric_slots') }}
),

seeded as (
    select
        scope,
        dataset,
        covered_from,
        covered_to
    from covered_by_seed
),

registers_of_whole_programmes as (
    select distinct
        scopes.scope,
        metric_slots.dataset,
        make_date(scopes.start_year, 1, 1) as covered_from,
        scopes.as_of_date as covered_to
    from scopes
    inner join metric_slots
        on scopes.scope = metric_slots.scope
    where scopes.is_illustrative
),

coverage as (
    select * from seeded
    union all
    select * from registers_of_whole_programmes
)

select * from coverage
