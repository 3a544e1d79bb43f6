with

metric_slots as (
    select * from {{ source('landed', 'metric_slots') }}
),

definitions as (
    select * from {{ source('landed', 'metric_definitions') }}
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

-- Whoever sends registers will send the next; what was published once is all there is.
reporting_scopes as (
    select scope from scopes
    where is_illustrative or provenance = 'imported'
    union distinct
    select scope from periods_covered
    where has_imports
),

results as (
    select * from {{ ref('int_metrics__results') }}
    where dimension = 'total'
),

published as (
    select * from {{ ref('int_metrics__published_scoped') }}
),

by_hand as (
    select * from {{ ref('int_metrics__values_by_hand') }}
    where dimension = 'total' and fault is null
),

undated as (
    select * from {{ ref('int_metrics__undated') }}
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
        periods.period_end_date > periods.as_of_date as is_open,
        -- what somebody reports is due when the period is over, all else at once
        case
            when
                definitions.is_reported_by_hand
                and reporting_scopes.scope is not null
                then periods.period_end_date >= periods.as_of_date
            else periods.period > periods.as_of_date
        end as is_ahead,
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
        -- what has no day may belong to any period
        undated.metric is not null and periods.grain <> 'programme' as is_undated,
        coalesce(periods_covered.is_partial, true) as is_partial,
        -- a list that covers the period holds nothing to take a share of
        not metric_slots.is_count
        and not definitions.is_reported_by_hand
        and definitions.suppression_class = 'things'
        and coalesce(periods_covered.is_covered, false) as is_share_of_nothing
    from metric_slots
    inner join definitions
        on metric_slots.metric = definitions.metric
    inner join scopes
        on metric_slots.scope = scopes.scope
    inner join periods
        on
            metric_slots.scope = periods.scope
            and metric_slots.grain = periods.grain
    left join reporting_scopes
        on metric_slots.scope = reporting_scopes.scope
    left join periods_covered
        on
            metric_slots.scope = periods_covered.scope
            and metric_slots.dataset = periods_covered.dataset
            and periods.grain = periods_covered.grain
            and periods.period = periods_covered.period
    left join undated
        on
            metric_slots.metric = undated.metric
            and metric_slots.scope = undated.scope
    left join identity_coverage
        on
            metric_slots.scope = identity_coverage.scope
            and metric_slots.grain = identity_coverage.grain
            and periods.period = identity_coverage.period
),

judged as (
    select
        expected.*,
        coalesce(
            identity_coverage_pct < {{ var('min_identity_coverage_pct') }},
            false
        ) as lacks_identity
    from expected
),

found as (
    select
        judged.*,
        published.published_value,
        results.value as result_value,
        results.provenance as result_provenance,
        results.numerator as result_numerator,
        results.denominator as result_denominator,
        results.n as result_n,
        by_hand.value as hand_value,
        by_hand.provenance as hand_provenance,
        by_hand.numerator as hand_numerator,
        by_hand.denominator as hand_denominator,
        by_hand.n as hand_n,
        coalesce(
            published.published_value,
            results.value,
            case
                when
                    judged.is_count
                    and judged.is_covered
                    and not judged.is_ahead
                    and not judged.lacks_identity
                    and not judged.is_undated
                    then 0
            end
        ) as own_value
    from judged
    left join results
        on
            judged.metric = results.metric
            and judged.scope = results.scope
            and judged.grain = results.grain
            and judged.period = results.period
    left join published
        on
            judged.metric = published.metric
            and judged.scope = published.scope
            and judged.grain = published.grain
            and judged.period = published.published_period
    left join by_hand
        on
            judged.metric = by_hand.metric
            and judged.scope = by_hand.scope
            and judged.grain = by_hand.grain
            and judged.period = by_hand.period
),

chosen as (
    select
        found.*,
        own_value is null and hand_value is not null as is_by_hand,
        coalesce(own_value, hand_value) as known_value
    from found
),

stated as (
    select
        metric,
        scope,
        grain,
        period,
        known_value as value,
        case when is_by_hand then hand_numerator else result_numerator end as numerator,
        case when is_by_hand then hand_denominator else result_denominator end
            as denominator,
        case when is_by_hand then hand_n else result_n end as n,
        case
            when known_value = 0 then 'zero'
            when known_value is not null then 'value'
            when lacks_identity then 'not_reported'
            when is_ahead then 'not_yet_due'
            when is_share_of_nothing then 'not_applicable'
            else gap_state
        end as state,
        case
            when published_value is not null then 'reported'
            when is_by_hand then hand_provenance
            else coalesce(result_provenance, gap_provenance)
        end as provenance,
        case when published_value is not null then result_value end
            as register_value,
        case when published_value is not null then result_provenance end
            as register_provenance,
        case
            when is_by_hand then is_open
            else (is_partial or is_undated) and published_value is null
        end as is_partial,
        identity_coverage_pct
    from chosen
)

select * from stated
