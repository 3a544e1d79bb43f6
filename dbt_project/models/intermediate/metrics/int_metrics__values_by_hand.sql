with

indicator_values as (
    select * from {{ ref('fct_indicator_value') }}
),

metric_slots as (
    select * from {{ source('landed', 'metric_slots') }}
),

definitions as (
    select * from {{ source('landed', 'metric_definitions') }}
),

declared_splits as (
    select distinct
        metric,
        dimension
    from {{ source('landed', 'metric_queries') }}
    where dimension_2 is null
),

periods as (
    select * from {{ ref('int_metrics__periods') }}
),

members as (
    select * from {{ ref('dim_member') }}
),

judged as (
    select
        indicator_values.metric,
        indicator_values.scope,
        indicator_values.grain,
        indicator_values.period,
        indicator_values.dimension,
        indicator_values.member,
        indicator_values.value as reported_value,
        -- people round what they write; the two numbers behind it say it exactly
        coalesce(
            indicator_values.numerator is not null
            and indicator_values.denominator <> 0,
            false
        ) as has_parts,
        indicator_values.numerator,
        indicator_values.denominator,
        indicator_values.provenance,
        indicator_values.load_id,
        indicator_values.source_row,
        -- who leaves out how many people it were is taken at the figure's own word
        coalesce(
            indicator_values.people_count,
            case
                when definitions.suppression_class = 'people'
                    then cast(
                        coalesce(
                            nullif(indicator_values.denominator, 0),
                            indicator_values.value
                        )
                        as bigint
                    )
            end
        ) as n,
        case
            when metric_slots.metric is null
                then 'the metric does not report in this scope at this period length'
            when periods.period is null
                then 'the date is not the first day of a period of the scope'
            when declared_splits.metric is null
                then 'the metric is not split by this dimension'
            when members.member is null
                then 'the dimension has no such member'
        end as fault
    from indicator_values
    left join metric_slots
        on
            indicator_values.metric = metric_slots.metric
            and indicator_values.scope = metric_slots.scope
            and indicator_values.grain = metric_slots.grain
    left join definitions
        on indicator_values.metric = definitions.metric
    left join periods
        on
            indicator_values.scope = periods.scope
            and indicator_values.grain = periods.grain
            and indicator_values.period = periods.period
    left join declared_splits
        on
            indicator_values.metric = declared_splits.metric
            and indicator_values.dimension = declared_splits.dimension
    left join members
        on
            indicator_values.dimension = members.dimension
            and indicator_values.member = members.member
),

exact as (
    select
        metric,
        scope,
        grain,
        period,
        dimension,
        member,
        reported_value,
        case when has_parts then numerator / denominator else reported_value end
            as value,
        case when has_parts then numerator end as numerator,
        case when has_parts then denominator end as denominator,
        n,
        provenance,
        load_id,
        source_row,
        fault
    from judged
)

select * from exact
