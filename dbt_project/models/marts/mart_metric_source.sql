with

metric_sources as (
    select * from {{ source('landed', 'metric_sources') }}
)

select * from metric_sources
