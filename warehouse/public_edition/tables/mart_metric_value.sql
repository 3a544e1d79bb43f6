-- n is a count of its own: what is shown is the one that the figure itself tells.
select
    figures.* replace (
        case when rows.is_shown then figures.value end as value,
        case when rows.is_register_shown then figures.numerator end as numerator,
        case when rows.is_register_shown then figures.denominator end as denominator,
        case
            when not rows.is_about_people then figures.n
            when rows.is_register_shown and rows.is_count
                then cast(figures.value as bigint)
            when rows.is_register_shown then cast(figures.denominator as bigint)
        end as n,
        case when rows.is_shown then figures.state else 'suppressed' end as state,
        case when rows.is_register_shown then figures.register_value end
            as register_value,
        case when not rows.is_about_people then figures.identity_coverage_pct end
            as identity_coverage_pct
    )
from internal.marts.mart_metric_value as figures
inner join public_rows as rows
    on
        figures.metric = rows.metric
        and figures.scope = rows.scope
        and figures.grain = rows.grain
        and figures.period = rows.period
        and figures.dimension = rows.dimension
        and figures.member = rows.member
        and rows.dimension_2 is null
where not rows.is_dropped
