with

metric_results as (
    select * from {{ source('landed', 'metric_results') }}
),

metric_slots as (
    select * from {{ source('landed', 'metric_slots') }}
),

stocks as (
    select metric
    from {{ source('landed', 'metric_definitions') }}
    where rollup_time = 'latest'
),

provenance_ranks as (
    select * from {{ ref('provenance_ranks') }}
),

periods_covered as (
    select * from {{ ref('int_metrics__periods_covered') }}
),

identity_coverage as (
    select * from {{ ref('int_metrics__identity_coverage') }}
),

published as (
    select * from {{ ref('int_metrics__published_scoped') }}
),

published_metrics as (
    select distinct metric from published
),

periods as (
    select * from {{ ref('int_metrics__periods') }}
),

placed as (
    select
        metric_results.metric,
        metric_results.scope,
        metric_results.grain,
        metric_slots.dataset,
        metric_slots.needs_identity,
        periods.period,
        periods.period > periods.as_of_date as is_ahead,
        metric_results.dimension,
        metric_results.member,
        metric_results.dimension_2,
        metric_results.member_2,
        metric_results.value,
        metric_results.numerator,
        metric_results.denominator,
        metric_results.n,
        provenance_ranks.provenance,
        coalesce(periods_covered.is_landed, true) as is_landed,
        coalesce(periods_covered.is_partial, true) as is_partial,
        coalesce(periods_covered.is_covered, false) as is_covered
    from metric_results
    inner join metric_slots
        on
            metric_results.metric = metric_slots.metric
            and metric_results.scope = metric_slots.scope
            and metric_results.grain = metric_slots.grain
    inner join periods
        on
            metric_results.scope = periods.scope
            and metric_results.grain = periods.grain
            and (
                metric_results.period = periods.period
                or metric_results.grain = 'programme'
            )
    inner join provenance_ranks
        on metric_results.provenance_rank = provenance_ranks.provenance_rank
    left join periods_covered
        on
            metric_results.scope = periods_covered.scope
            and metric_slots.dataset = periods_covered.dataset
            and periods.grain = periods_covered.grain
            and periods.period = periods_covered.period
),

-- A published figure stands for its own period and is joined there; adding it up
-- would carry a calendar year into a fiscal one and be its own check.
-- People of whom too many have no identity cannot be counted once. How a stock will
-- stand nobody knows; its newest value would only be carried on.
standing as (
    select placed.*
    from placed
    left join identity_coverage
        on
            placed.scope = identity_coverage.scope
            and placed.grain = identity_coverage.grain
            and placed.period = identity_coverage.period
    left join published_metrics
        on placed.metric = published_metrics.metric
    left join stocks
        on placed.metric = stocks.metric
    where
        (
            placed.dataset <> 'published_figures'
            or published_metrics.metric is null
        )
        and (
            not placed.needs_identity
            or identity_coverage.identity_coverage_pct
            >= {{ var('min_identity_coverage_pct') }}
        )
        and not (placed.is_ahead and stocks.metric is not null)
),

-- Where no register covers the period, only what was published counts; a few published
-- events are not the sum of a register that this edition does not have, and no check of
-- a published total unless they are all of it. Parts stand where their total does.
admitted_totals as (
    select
        standing.metric,
        standing.scope,
        standing.grain,
        standing.period
    from standing
    left join published
        on
            standing.metric = published.metric
            and standing.scope = published.scope
            and standing.grain = published.grain
            and standing.period = published.published_period
    where
        standing.dimension = 'total'
        and (
            standing.is_covered
            or (
                standing.is_landed
                and standing.provenance = 'reported'
                and standing.value <> 0
                and standing.value
                = coalesce(published.published_value, standing.value)
            )
        )
),

admitted as (
    select standing.*
    from standing
    inner join admitted_totals
        on
            standing.metric = admitted_totals.metric
            and standing.scope = admitted_totals.scope
            and standing.grain = admitted_totals.grain
            and standing.period = admitted_totals.period
)

select * from admitted
