with

judged as (
    select * from {{ ref('int_status__judged') }}
),

sums as (
    select * from {{ ref('int_status__targets_summed') }}
),

-- Narratives call an indicator as targets do.
narratives as (
    select distinct
        indicators.metric,
        deviations.scope,
        deviations.grain,
        deviations.period
    from {{ ref('fct_deviation') }} as deviations
    inner join {{ ref('dim_indicator') }} as indicators
        on deviations.metric = indicators.target_key
    where coalesce(deviations.narrative_en, deviations.narrative_ru) is not null
),

dated as (
    select
        judged.*,
        max(case when is_closed then period_end_date end) over (
            partition by metric, scope, grain, dimension, member
        ) as latest_end_date
    from judged
),

final as (
    select
        dated.metric,
        dated.scope,
        dated.grain,
        dated.period,
        dated.dimension,
        dated.member,
        dated.period_end_date,
        cast(dated.actual as double) as actual,
        dated.actual_state,
        cast(dated.target as double) as target,
        cast(dated.baseline as double) as baseline,
        dated.baseline_date,
        dated.percent_met_form,
        cast(dated.percent_met_pct as double) as percent_met_pct,
        cast(dated.deviation as double) as deviation,
        cast(dated.deviation_pct as double) as deviation_pct,
        dated.status,
        dated.is_deviation,
        dated.is_deviation
        or dated.status in ('at_risk', 'off_track', 'partly_met', 'not_met')
            as asks_narrative,
        narratives.metric is not null as has_narrative,
        dated.is_closed,
        dated.is_closed and dated.period_end_date = dated.latest_end_date
            as is_latest_closed,
        dated.is_partial,
        case
            when dated.grain = 'programme'
                then cast(sums.period_targets_sum as double)
        end as period_targets_sum,
        dated.provenance
    from dated
    left join narratives
        on
            dated.metric = narratives.metric
            and dated.scope = narratives.scope
            and dated.grain = narratives.grain
            and dated.period = narratives.period
    left join sums
        on
            dated.metric = sums.metric
            and dated.scope = sums.scope
            and dated.dimension = sums.dimension
            and dated.member = sums.member
)

select * from final
