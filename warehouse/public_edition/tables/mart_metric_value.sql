-- n is a count of its own: what is shown is the one that the figure itself tells.
select
    v.* replace (
        case when rows.is_shown then v.value end as value,
        case when rows.is_shown then v.numerator end as numerator,
        case when rows.is_shown then v.denominator end as denominator,
        case
            when not rows.is_about_people then v.n
            when rows.is_shown and rows.is_count then cast(v.value as bigint)
            when rows.is_shown then cast(v.denominator as bigint)
        end as n,
        case when rows.is_shown then v.state else 'suppressed' end as state,
        case when rows.is_shown then v.register_value end as register_value,
        case when not rows.is_about_people then v.identity_coverage_pct end
            as identity_coverage_pct
    )
from internal.marts.mart_metric_value as v
inner join public_rows as rows
    on
        v.metric = rows.metric
        and v.scope = rows.scope
        and v.grain = rows.grain
        and v.period = rows.period
        and v.dimension = rows.dimension
        and v.member = rows.member
        and rows.dimension_2 is null
where not rows.is_dropped
