with

attendances as (
    select * from {{ ref('fct_attendance') }}
),

head_counts as (
    select * from {{ ref('fct_head_count') }}
),

scope_rollups as (
    select * from {{ ref('scope_rollups') }}
),

counted as (
    select
        scope_rollups.figure_scope as scope,
        cast({{ dbt.date_trunc('year', 'attendances.attended_date') }} as date)
            as period,
        attendances.participant_key,
        attendances.event_id,
        attendances.provenance
    from attendances
    inner join scope_rollups
        on attendances.scope = scope_rollups.row_scope
    where
        scope_rollups.includes_illustrative
        or attendances.provenance <> 'illustrative'
),

-- years in which enough attendances carry an identity to count people once; those
-- known by head count only carry none
covered_years as (
    select
        scope,
        period
    from (
        select
            scope,
            period,
            count(*) as attendance_count,
            count(participant_key) as identified_count
        from counted
        group by 1, 2
        union all
        select
            scope_rollups.figure_scope as scope,
            cast({{ dbt.date_trunc('year', 'head_counts.attended_date') }} as date)
                as period,
            head_counts.attendance_count,
            0 as identified_count
        from head_counts
        inner join scope_rollups
            on head_counts.scope = scope_rollups.row_scope
    ) as identities
    group by 1, 2
    having
        100.0 * sum(identified_count) / sum(attendance_count)
        >= {{ var('min_identity_coverage_pct') }}
),

-- counting distinct events within each of millions of people costs twice as much
-- as first making the pairs distinct
presences as (
    select
        counted.scope,
        counted.period,
        counted.participant_key,
        counted.event_id,
        {{ weakest_provenance('counted.provenance') }} as provenance
    from counted
    inner join covered_years
        on
            counted.scope = covered_years.scope
            and counted.period = covered_years.period
    where counted.participant_key is not null
    group by 1, 2, 3, 4
),

people as (
    select
        scope,
        period,
        participant_key,
        count(*) as events_count,
        {{ weakest_provenance('provenance') }} as provenance
    from presences
    group by 1, 2, 3
),

final as (
    select
        scope,
        period,
        case
            when events_count >= 5 then '5_plus'
            else cast(events_count as string)
        end as events_attended,
        count(*) as people_count,
        {{ weakest_provenance('provenance') }} as provenance
    from people
    group by 1, 2, 3
)

select * from final
