with

attendances as (
    select * from {{ ref('fct_attendance') }}
    where participant_key is not null
),

scope_rollups as (
    select * from {{ ref('scope_rollups') }}
),

people as (
    select
        scope_rollups.figure_scope as scope,
        cast({{ dbt.date_trunc('year', 'attendances.attended_date') }} as date)
            as period,
        attendances.participant_key,
        count(distinct attendances.event_id) as events_count,
        {{ weakest_provenance('attendances.provenance') }} as provenance
    from attendances
    inner join scope_rollups
        on attendances.scope = scope_rollups.row_scope
    where
        scope_rollups.includes_illustrative
        or attendances.provenance <> 'illustrative'
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
