with

metric_queries as (
    select * from {{ source('landed', 'metric_queries') }}
)

select * from metric_queries
