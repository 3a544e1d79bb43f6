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

dated_rows as (
    select
        scope,
        'training_events' as dataset,
        provenance,
        min(coalesce(last_date, planned_year_start_date)) as first_date,
        max(coalesce(last_date, planned_year_start_date)) as last_date
    from {{ ref('fct_training_event') }}
    group by scope, provenance
    union all
    select
        scope,
        'attendance' as dataset,
        provenance,
        min(attended_date) as first_date,
        max(attended_date) as last_date
    from {{ ref('fct_attendance') }}
    group by scope, provenance
    union all
    select
        scope,
        'attendance' as dataset,
        provenance,
        min(attended_date) as first_date,
        max(attended_date) as last_date
    from {{ ref('fct_head_count') }}
    group by scope, provenance
),

-- What stands today has no date of its own: a list of it covers the programme so far.
standing_rows as (
    select distinct
        scope,
        'city_projects' as dataset
    from {{ ref('dim_project') }}
    where provenance = 'imported'
    union all
    select distinct
        scope,
        'documents' as dataset
    from {{ ref('dim_document') }}
    where provenance = 'imported'
),

-- A register that is declared but not in this edition covers nothing.
seeded_rows as (
    select distinct
        scope,
        dataset
    from dated_rows
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
imported_dates as (
    select
        scope,
        dataset,
        min(first_date) as first_date,
        max(last_date) as last_date
    from dated_rows
    where provenance = 'imported'
    group by scope, dataset
    union all
    select
        standing_rows.scope,
        standing_rows.dataset,
        make_date(scopes.start_year, 1, 1) as first_date,
        scopes.as_of_date as last_date
    from standing_rows
    inner join scopes on standing_rows.scope = scopes.scope
),

imported as (
    select
        imported_dates.scope,
        imported_dates.dataset,
        true as is_landed,
        true as is_imported,
        coalesce(programmes.register_from, imported_dates.first_date) as covered_from,
        coalesce(programmes.register_to, imported_dates.last_date) as covered_to
    from imported_dates
    left join programmes on imported_dates.scope = programmes.scope
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
