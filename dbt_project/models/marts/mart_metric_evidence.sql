with

metric_evidence as (
    select * from {{ source('landed', 'metric_evidence') }}
),

published as (
    select * from {{ ref('int_metrics__published_scoped') }}
),

by_hand as (
    select * from {{ ref('int_metrics__values_by_hand') }}
    where fault is null
),

computed as (
    select
        metric,
        scope,
        grain,
        evidence_date,
        dimension,
        member,
        evidence_kind,
        evidence_id,
        sum(case when part = 'value' then amount end) as value,
        sum(case when part = 'numerator' then amount end) as numerator,
        sum(case when part = 'denominator' then amount end) as denominator
    from metric_evidence
    group by
        metric,
        scope,
        grain,
        evidence_date,
        dimension,
        member,
        evidence_kind,
        evidence_id
),

-- A published figure stands behind the figure of its own period alone; others may
-- divide it (a ratio of two published totals).
counted as (
    select computed.*
    from computed
    left join published
        on
            computed.metric = published.metric
            and computed.evidence_id = published.figure_id
    where published.figure_id is null
),

stated as (
    select
        metric,
        scope,
        grain,
        published_period as evidence_date,
        'total' as dimension,
        'total' as member,
        'published_figure' as evidence_kind,
        figure_id as evidence_id,
        published_value as value,
        cast(null as double) as numerator,
        cast(null as double) as denominator
    from published
),

reported as (
    select
        metric,
        scope,
        grain,
        period as evidence_date,
        dimension,
        member,
        'indicator_value' as evidence_kind,
        {{ result_key() }} as evidence_id,
        value,
        numerator,
        denominator
    from by_hand
),

unioned as (
    select * from counted
    union all
    select * from stated
    union all
    select * from reported
),

typed as (
    select
        metric,
        scope,
        grain,
        evidence_date,
        dimension,
        member,
        evidence_kind,
        evidence_id,
        cast(value as double) as value,
        cast(numerator as double) as numerator,
        cast(denominator as double) as denominator
    from unioned
)

select * from typed
