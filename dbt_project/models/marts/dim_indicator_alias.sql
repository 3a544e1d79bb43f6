with

aliases as (
    select * from {{ ref('indicator_aliases') }}
),

final as (
    select
        alias,
        metric,
        renamed_date,
        reason
    from aliases
)

select * from final
