{{ config(materialized='table') }}
-- Read once per metric's period; made once, because it looks through all attendances.
with

covered_by_seed as (
    select * from {{ ref('stg_programme__register_coverage') }}
),

scopes as (
    select * from {{ ref('dim_scope') }}
),

programmes as (
    select * from {{ ref('int_registers__programme_latest') }}
),

metric_slots as (
    select * from {{ source('landed', 'metric_slots') }}
),

register_dates as (
    select * from {{ ref('int_metrics__register_dates') }}
),

-- A register that is declared but not in this edition covers nothing.
seeded_rows as (
    select distinct
        scope,
        dataset
    from register_dates
    where provenance <> 'imported'
),

seeded as (
    select
        covered_by_seed.scope,
        covered_by_seed.dataset,
        seeded_rows.scope is not null as is_landed,
        false as is_imported,
        case when seeded_rows.scope is not null then covered_by_seed.covered_from end
            as covered_from,
        case when seeded_rows.scope is not null then covered_by_seed.covered_to end
            as covered_to
    from covered_by_seed
    left join seeded_rows
        on
            covered_by_seed.scope = seeded_rows.scope
            and covered_by_seed.dataset = seeded_rows.dataset
),

-- A programme says from when to when its registers run; else they run from the first
-- to the last date in them.
imported as (
    select
        register_dates.scope,
        register_dates.dataset,
        true as is_landed,
        true as is_imported,
        coalesce(programmes.register_from, register_dates.first_date) as covered_from,
        coalesce(programmes.register_to, register_dates.last_date) as covered_to
    from register_dates
    left join programmes on register_dates.scope = programmes.scope
    where register_dates.provenance = 'imported'
),

registers_of_whole_programmes as (
    select distinct
        scopes.scope,
        metric_slots.dataset,
        true as is_landed,
        false as is_imported,
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
    select * from imported
    union all
    select * from registers_of_whole_programmes
)

select * from coverage
