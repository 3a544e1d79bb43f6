{# Each published total equals the figure shown and what the register adds up to. Where
   imported rows are in the figure, or rows of people were erased from what it is made
   of, a difference is news and no fault of the build. #}
{% test equal_published_checks(model, with_imports) %}

with

published_checks as (
    select * from {{ ref('published_checks') }}
),

metric_values as (
    select * from {{ model }}
),

erased as (
    select coalesce(sum(rows_erased), 0) > 0 as has_erased
    from {{ source('registers', 'register_loads') }}
),

compared as (
    select
        published_checks.check_id,
        published_checks.metric,
        published_checks.scope,
        published_checks.grain,
        published_checks.period,
        published_checks.dimension,
        published_checks.member,
        published_checks.expected,
        published_checks.block_ids,
        published_checks.is_register_sum,
        metric_values.value,
        metric_values.register_value,
        'imported' in (
            coalesce(metric_values.provenance, 'none'),
            coalesce(metric_values.register_provenance, 'none')
        )
        or (
            erased.has_erased
            and 'illustrative' in (
                coalesce(metric_values.provenance, 'none'),
                coalesce(metric_values.register_provenance, 'none')
            )
        ) as has_imports
    from published_checks
    cross join erased
    left join metric_values
        on
            published_checks.metric = metric_values.metric
            and published_checks.scope = metric_values.scope
            and published_checks.grain = metric_values.grain
            and published_checks.period = metric_values.period
            and published_checks.dimension = metric_values.dimension
            and published_checks.member = metric_values.member
)

select *
from compared
where
    has_imports = {{ with_imports }}
    and (
        (value is null and not is_register_sum)
        or value <> expected
        or register_value <> expected
    )

{% endtest %}
