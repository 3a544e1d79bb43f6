with

metric_sheets as (
    select * from {{ source('landed', 'metric_sheets') }}
)

select * from metric_sheets
