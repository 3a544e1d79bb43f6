with

courses as (
    select * from {{ ref('courses') }}
),

renamed as (
    select
        -- keys
        course_id,
        scope,
        -- names
        name_en,
        name_ru
    from courses
)

select * from renamed
