with

metric_definitions as (
    select * from {{ source('landed', 'metric_definitions') }}
)

select * from metric_definitions
