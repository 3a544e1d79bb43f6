with

indicator_statements as (
    select * from {{ ref('indicator_statements') }}
),

renamed as (
    select
        -- keys
        metric,
        figure_id
    from indicator_statements
)

select * from renamed
