with

scopes as (
    select * from {{ ref('int_scopes__dated') }}
),

bounds as (
    select
        cast(min(start_year) - 1 || '-01-01' as date) as first_day,
        cast(max(end_year) + 1 || '-12-31' as date) as last_day
    from scopes
),

days as (
    {{ generate_days('bounds') }}
)

select * from days
