-- Figures are rounded to six decimals, so that the last digit of a division decides no
-- bound.
with

actuals as (
    select * from {{ ref('int_status__actuals') }}
),

indicators as (
    select * from {{ ref('dim_indicator') }}
),

targets as (
    select * from {{ ref('int_status__targets') }}
),

baselines as (
    select * from {{ ref('int_status__baselines') }}
),

joined as (
    select
        actuals.metric,
        actuals.scope,
        actuals.grain,
        actuals.period,
        actuals.dimension,
        actuals.member,
        actuals.actual,
        actuals.actual_state,
        actuals.is_partial,
        targets.target_value as target,
        coalesce(targets.baseline_value, baselines.baseline_value) as baseline,
        case
            when targets.baseline_value is not null then targets.baseline_date
            else baselines.baseline_date
        end as baseline_date,
        indicators.direction,
        indicators.data_type,
        indicators.percent_met_form,
        indicators.deviation_threshold,
        indicators.deviation_is_points,
        {{ weakest_of(['actuals.provenance', 'targets.provenance']) }} as provenance
    from actuals
    inner join indicators on actuals.metric = indicators.metric
    left join targets
        on
            actuals.metric = targets.metric
            and actuals.scope = targets.scope
            and actuals.grain = targets.grain
            and actuals.period = targets.period
            and actuals.dimension = targets.dimension
            and actuals.member = targets.member
    left join baselines
        on
            actuals.metric = baselines.metric
            and actuals.scope = baselines.scope
            and actuals.dimension = baselines.dimension
            and actuals.member = baselines.member
),

-- A way that leads the wrong way cannot be half done.
measured as (
    select
        joined.*,
        case
            when direction = 'increase' and target > baseline then target - baseline
            when direction = 'decrease' and target < baseline then target - baseline
        end as way
    from joined
),

compared as (
    select
        measured.*,
        round(actual - target, 6) as deviation,
        round(100.0 * (actual - target) / nullif(abs(target), 0), 6)
            as deviation_pct,
        case
            when direction = 'none' then null
            when percent_met_form = 'of_target'
                then round(100.0 * actual / nullif(target, 0), 6)
            when percent_met_form = 'from_baseline'
                then round(100.0 * (actual - baseline) / way, 6)
        end as percent_met_pct
    from measured
)

select * from compared
