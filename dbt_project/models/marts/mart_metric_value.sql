with

totals as (
    select * from {{ ref('int_metrics__totals') }}
),

results as (
    select * from {{ ref('int_metrics__results') }}
    where dimension <> 'total' and dimension_2 is null
),

members_by_hand as (
    select * from {{ ref('int_metrics__members_by_hand') }}
),

members as (
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
        provenance,
        is_partial
    from results
    union all
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
        provenance,
        is_partial
    from members_by_hand
),

metric_values as (
    select
        metric,
        scope,
        grain,
        period,
        'total' as dimension,
        'total' as member,
        value,
        numerator,
        denominator,
        n,
        state,
        provenance,
        register_value,
        register_provenance,
        is_partial,
        identity_coverage_pct
    from totals
    union all
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
    from members
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
