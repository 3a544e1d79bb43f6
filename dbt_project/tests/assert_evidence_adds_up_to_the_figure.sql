-- The things behind a figure give the figure: the sum of what each adds, or the
-- ratio of the sums. Where one town may stand behind several things, the figure counts
-- it once and cannot be more than the sum.
with

metric_values as (
    select * from {{ ref('mart_metric_value') }}
    where state in ('value', 'zero')
),

evidence as (
    select * from {{ ref('mart_metric_evidence') }}
),

traced as (
    select distinct
        metric,
        dimension
    from evidence
    where dimension <> 'total'
),

indicators as (
    select * from {{ ref('dim_indicator') }}
),

periods as (
    select * from {{ ref('int_metrics__periods') }}
),

figures as (
    select
        metric_values.*,
        periods.period_end_date,
        indicators.rollup_time = 'latest' as is_stock,
        indicators.rollup_disaggregates in ('distinct', 'none') as is_counted_once,
        coalesce(metric_values.register_value, metric_values.value) as figure
    from metric_values
    inner join indicators
        on metric_values.metric = indicators.metric
    inner join periods
        on
            metric_values.scope = periods.scope
            and metric_values.grain = periods.grain
            and metric_values.period = periods.period
    left join traced
        on
            metric_values.metric = traced.metric
            and metric_values.dimension = traced.dimension
    where
        metric_values.dimension = 'total'
        or (traced.metric is not null and not indicators.is_reported_by_hand)
),

behind as (
    select
        figures.metric,
        figures.scope,
        figures.grain,
        figures.period,
        figures.dimension,
        figures.member,
        figures.figure,
        figures.register_value,
        figures.is_counted_once,
        evidence.evidence_kind,
        evidence.value,
        evidence.numerator,
        evidence.denominator
    from figures
    left join evidence
        on
            figures.metric = evidence.metric
            and figures.scope = evidence.scope
            and figures.dimension = evidence.dimension
            and figures.member = evidence.member
            and (
                (
                    figures.grain = evidence.grain
                    and figures.period = evidence.evidence_date
                )
                or (
                    evidence.grain is null
                    and (
                        figures.grain = 'programme'
                        or (
                            figures.period_end_date >= evidence.evidence_date
                            and (
                                figures.is_stock
                                or figures.period <= evidence.evidence_date
                            )
                        )
                    )
                )
            )
),

added as (
    select
        metric,
        scope,
        grain,
        period,
        dimension,
        member,
        figure,
        is_counted_once,
        coalesce(
            max(
                case
                    when register_value is null and evidence_kind = 'published_figure'
                        then value
                end
            ),
            sum(case when evidence_kind <> 'published_figure' then value end),
            sum(numerator) / nullif(sum(denominator), 0),
            0
        ) as evidence_figure
    from behind
    group by
        metric,
        scope,
        grain,
        period,
        dimension,
        member,
        figure,
        register_value,
        is_counted_once
)

select * from added
where
    evidence_figure < figure - 0.000001
    or (not is_counted_once and evidence_figure > figure + 0.000001)
