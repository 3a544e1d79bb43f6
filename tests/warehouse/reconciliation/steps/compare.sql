-- One row per row that the mart lacks, has too many, or states otherwise. Beside a
-- published figure the register's own sum is compared. A count of nothing in a period
-- that a register covers is a zero of the mart, and no row here.
with

marted as (
    select
        scope, grain, period, dimension, member,
        '' as dimension_2,
        '' as member_2,
        coalesce(register_value, value) as value,
        numerator, denominator, n, state
    from metric_values
    where metric = $metric and state in ('value', 'zero')
    union all
    select
        scope, grain, period, dimension, member, dimension_2, member_2,
        value, numerator, denominator, n, state
    from metric_cells
    where metric = $metric
),

compared as (
    select
        scope, grain, period, dimension, member, dimension_2, member_2,
        formulated.value as expected_value,
        marted.value,
        formulated.numerator as expected_numerator,
        marted.numerator,
        formulated.denominator as expected_denominator,
        marted.denominator,
        formulated.n as expected_n,
        marted.n,
        marted.state
    from formulated
    full join marted
        using (scope, grain, period, dimension, member, dimension_2, member_2)
),

dated as (
    select
        compared.*,
        compared.period > scopes.as_of_date as is_ahead
    from compared
    inner join marts.dim_scope as scopes using (scope)
),

judged as (
    select
        case
            when value is null then 'missing'
            when expected_value is null and $is_count and value = 0 and not is_ahead
                then null
            when expected_value is null then 'extra'
            when differs(value, expected_value) then 'value'
            when differs(numerator, expected_numerator) then 'numerator'
            when differs(denominator, expected_denominator) then 'denominator'
            when n is distinct from expected_n then 'n'
            when (value = 0) <> (state = 'zero') then 'state'
        end as fault,
        *
    from dated
)

select * from judged
where fault is not null
order by all
