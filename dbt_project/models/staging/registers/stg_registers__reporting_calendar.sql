with

reporting_calendar as (
    select * from {{ source('registers', 'reporting_calendar') }}
),

renamed as (
    select
        -- keys
        scope,
        grain,
        period,
        -- what is due
        due_date,
        report_en,
        report_ru,
        -- origin
        provenance,
        'load:' || load_id as source_id,
        load_id,
        source_file,
        source_row
    from reporting_calendar
)

select * from renamed
