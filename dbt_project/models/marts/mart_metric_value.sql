with

metric_slots as (
    select * from {{ source('landed', 'metric_slots') }}
),

scopes as (
    select * from {{ ref('dim_scope') }}
),

periods as (
    select * from {{ ref('int_metrics__periods') }}
),

periods_covered as (
    select * from {{ ref('int_metrics__periods_covered') }}
),

results as (
    select * from {{ ref('int_metrics__results') }}
    where dimension_2 is null
),

published as (
    select * from {{ ref('int_metrics__published_scoped') }}
),

identity_coverage as (
    select * from {{ ref('int_metrics__identity_coverage') }}
),

expected as (
    select
        metric_slots.metric,
        metric_slots.scope,
        metric_slots.grain,
        metric_slots.is_count,
        case
            when metric_slots.needs_identity
                then identity_coverage.identity_coverage_pct
        end as identity_coverage_pct,
        periods.period,
        periods.period > periods.as_of_date as is_ahead,
        case
            when scopes.is_illustrative or periods_covered.has_imports
                then 'not_reported'
            else 'not_published'
        end as gap_state,
        case
            when scopes.is_illustrative then 'illustrative'
            when periods_covered.is_covered_by_imports then 'imported'
            else 'reported'
        end as gap_provenance,
        coalesce(periods_covered.is_covered, false) as is_covered,
        coalesce(periods_covered.is_partial, true) as is_partial
    from metric_slots
    inner join scopes
        on metric_slots.scope = scopes.scope
    inner join periods
        on
            metric_slots.scope = periods.scope
            and metric_slots.grain = periods.grain
    left join periods_covered
        on
            metric_slots.scope = periods_covered.scope
            and metric_slots.dataset = periods_covered.dataset
            and periods.grain = periods_covered.grain
            and periods.period = periods_covered.period
    left join identity_coverage
        on
            metric_slots.scope = identity_coverage.scope
            and metric_slots.grain = identity_coverage.grain
            and periods.period = identity_coverage.period
),

totals as (
    select
        expected.metric,
        expected.scope,
        expected.grain,
        expected.period,
        expected.is_count,
        expected.is_ahead,
        expected.is_covered,
        expected.gap_state,
        expected.identity_coverage_pct,
        coalesce(
            expected.identity_coverage_pct < {{ var('min_identity_coverage_pct') }},
            false
        ) as lacks_identity,
        results.numerator,
        results.denominator,
        results.n,
        results.value as result_value,
        published.published_value,
        expected.is_partial and published.published_value is null as is_partial,
        case
            when published.published_value is not null then 'reported'
            when results.value is not null then results.provenance
            else expected.gap_provenance
        end as provenance,
        case when published.published_value is not null then results.provenance end
            as register_provenance
    from expected
    left join results
        on
            expected.metric = results.metric
            and expected.scope = results.scope
            and expected.grain = results.grain
            and expected.period = results.period
            and results.dimension = 'total'
    left join published
        on
            expected.metric = published.metric
            and expected.scope = published.scope
            and expected.grain = published.grain
            and expected.period = published.published_period
),

valued_totals as (
    select
        totals.*,
        coalesce(
            published_value,
            result_value,
            case
                when is_count and is_covered and not is_ahead and not lacks_identity
                    then 0
            end
        ) as known_value
    from totals
),

total_rows as (
    select
        metric,
        scope,
        grain,
        period,
        'total' as dimension,
        'total' as member,
        known_value as value,
        numerator,
        denominator,
        n,
        case
            when known_value is null and lacks_identity then 'not_reported'
            when known_value is null and is_ahead then 'not_yet_due'
            when known_value is null then gap_state
            when known_value = 0 then 'zero'
            else 'value'
        end as state,
        provenance,
        case when published_value is not null then result_value end
            as register_value,
        register_provenance,
        is_partial,
        identity_coverage_pct
    from valued_totals
),

member_rows as (
    select
        metric,
        scope,
        grain,
        period,
        dimension,
        member,
        value,
        numerator,
        denominator,
        n,
        case when value = 0 then 'zero' else 'value' end as state,
        provenance,
        cast(null as double) as register_value,
        cast(null as string) as register_provenance,
        is_partial,
        cast(null as double) as identity_coverage_pct
    from results
    where dimension <> 'total'
),

metric_values as (
    select * from total_rows
    union all
    select * from member_rows
),

typed as (
    select
        metric,
        scope,
        grain,
        period,
        dimension,
        member,
        cast(value as double) as value,
        cast(numerator as double) as numerator,
        cast(denominator as double) as denominator,
        cast(n as bigint) as n,
        state,
        provenance,
        cast(register_value as double) as register_value,
        register_provenance,
        is_partial,
        cast(identity_coverage_pct as double) as identity_coverage_pct
    from metric_values
)

select * from typed
