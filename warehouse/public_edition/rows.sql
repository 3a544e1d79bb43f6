-- One row per published value that rests on people, of one dimension or of two.
with

metric_values as (
    select
        metric,
        scope,
        grain,
        period,
        dimension,
        member,
        cast(null as varchar) as dimension_2,
        cast(null as varchar) as member_2,
        coalesce(register_value, value) as value,
        numerator,
        denominator,
        n,
        provenance = 'reported' as is_published,
        -- a register beside it may count something else, and parts are the register's
        provenance = 'reported'
        and denominator is null
        and coalesce(register_value = value, true) as is_fixed
    from marts.mart_metric_value
    where state in ('value', 'zero')
),

metric_cells as (
    select
        metric,
        scope,
        grain,
        period,
        dimension,
        member,
        dimension_2,
        member_2,
        value,
        numerator,
        denominator,
        n,
        false as is_published,
        false as is_fixed
    from marts.mart_metric_cell
)

select * from metric_values
where metric in (select metric from people_metrics) and value is not null
union all by name
select * from metric_cells
where metric in (select metric from people_metrics) and value is not null
