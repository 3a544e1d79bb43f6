with

training_events as (
    select * from {{ ref('fct_training_event') }}
),

scope_rollups as (
    select * from {{ ref('scope_rollups') }}
),

provenance_ranks as (
    select * from {{ ref('provenance_ranks') }}
),

municipalities as (
    select * from {{ ref('dim_municipality') }}
),

scoped as (
    select
        scope_rollups.figure_scope as scope,
        training_events.event_id,
        training_events.event_kind,
        training_events.status,
        training_events.topic_state,
        training_events.training_days,
        training_events.is_three_days_or_more,
        provenance_ranks.provenance_rank,
        scope_rollups.figure_scope || ':' || training_events.event_id
            as scoped_event_id,
        coalesce(training_events.municipality_id, 'not_reported') as municipality,
        coalesce(municipalities.region_code, 'not_reported') as region,
        coalesce(municipalities.federal_district_code, 'not_reported')
            as federal_district,
        coalesce(
            training_events.last_date,
            make_date(training_events.planned_year, 12, 31)
        ) as counted_date
    from training_events
    inner join scope_rollups
        on training_events.scope = scope_rollups.row_scope
    inner join provenance_ranks
        on training_events.provenance = provenance_ranks.provenance
    left join municipalities
        on training_events.municipality_id = municipalities.municipality_id
)

select * from scoped
