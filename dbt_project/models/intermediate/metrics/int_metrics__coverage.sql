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

with_rows as (
    select distinct
        scope,
        'training_events' as dataset
    from {{ ref('fct_training_event') }}
    union all
    select distinct
        scope,
        'attendance' as dataset
    from {{ ref('fct_attendance') }}
    union
    select distinct
        scope,
        'attendance' as dataset
    from {{ ref('fct_head_count') }}
),

-- A register that is declared but not in this edition covers nothing.
seeded as (
    select
        covered_by_seed.scope,
        covered_by_seed.dataset,
        with_rows.scope is not null as is_landed,
        case when with_rows.scope is not null then covered_by_seed.covered_from end
            as covered_from,
        case when with_rows.scope is not null then covered_by_seed.covered_to end
            as covered_to
    from covered_by_seed
    left join with_rows
        on
            covered_by_seed.scope = with_rows.scope
            and covered_by_seed.dataset = with_rows.dataset
),

registers_of_whole_programmes as (
    select distinct
        scopes.scope,
        metric_slots.dataset,
        true as is_landed,
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
