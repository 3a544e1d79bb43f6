with

results as (
    select * from {{ ref('int_metrics__results') }}
    where dimension_2 is not null
),

typed as (
    select
        metric,
        scope,
        grain,
        period,
        dimension,
        member,
        dimension_2,
        member_2,
        cast(value as double) as value,
        cast(numerator as double) as numerator,
        cast(denominator as double) as denominator,
        cast(n as bigint) as n,
        case when value = 0 then 'zero' else 'value' end as state,
        provenance,
        is_partial
    from results
)

select * from typed
