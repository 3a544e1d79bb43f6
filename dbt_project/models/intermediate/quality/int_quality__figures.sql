-- What there is to check: a figure that nobody knows has no rows behind it.
with

metric_slots as (
    select distinct
        metric,
        scope
    from {{ source('landed', 'metric_slots') }}
),

scopes as (
    select * from {{ ref('dim_scope') }}
),

metric_values as (
    select * from {{ ref('mart_metric_value') }}
    where dimension = 'total' and state in ('value', 'zero')
),

known as (
    select
        metric,
        scope,
        bool_or(provenance = 'reported') as is_published,
        {{ weakest_provenance('provenance') }} as provenance
    from metric_values
    group by metric, scope
),

final as (
    select
        metric_slots.metric,
        metric_slots.scope,
        scopes.as_of_date,
        known.metric is not null as has_figure,
        coalesce(known.is_published, false) as is_published,
        coalesce(
            known.provenance,
            case when scopes.is_illustrative then 'illustrative' else 'reported' end
        ) as provenance
    from metric_slots
    inner join scopes on metric_slots.scope = scopes.scope
    left join known
        on
            metric_slots.metric = known.metric
            and metric_slots.scope = known.scope
)

select * from final
