select
    cells.* replace (
        case when rows.is_shown then cells.value end as value,
        case when rows.is_shown then cells.numerator end as numerator,
        case when rows.is_shown then cells.denominator end as denominator,
        case
            when not rows.is_about_people then cells.n
            when rows.is_shown and rows.is_count then cast(cells.value as bigint)
            when rows.is_shown then cast(cells.denominator as bigint)
        end as n,
        case when rows.is_shown then cells.state else 'suppressed' end as state
    )
from internal.marts.mart_metric_cell as cells
inner join public_rows as rows
    using (metric, scope, grain, period, dimension, member, dimension_2, member_2)
where not rows.is_dropped
