-- One narrative speaks for an indicator's period, whatever members it has targets for.
with

statuses as (
    select * from {{ ref('mart_indicator_status') }}
    where asks_narrative and not has_narrative
),

indicators as (
    select * from {{ ref('dim_indicator') }}
),

owed as (
    select
        metric,
        scope,
        grain,
        period,
        period_end_date,
        max(case when status in ('off_track', 'not_met') then 1 else 0 end) = 1
            as is_behind,
        {{ weakest_provenance('provenance') }} as provenance
    from statuses
    group by metric, scope, grain, period, period_end_date
),

kinds as (
    select
        owed.*,
        case
            when is_behind then 'off_track_without_narrative'
            else 'result_without_narrative'
        end as kind
    from owed
),

items as (
    select
        kinds.kind || ':' || kinds.scope || ':' || kinds.metric || ':' || kinds.grain
        || ':' || cast(kinds.period as varchar(10)) as item_id,
        kinds.scope,
        kinds.kind,
        indicators.name_en as subject_en,
        indicators.name_ru as subject_ru,
        cast(1 as bigint) as item_count,
        kinds.period_end_date as reference_date,
        cast(null as bigint) as days_late,
        kinds.provenance
    from kinds
    inner join indicators on kinds.metric = indicators.metric
)

select * from items
