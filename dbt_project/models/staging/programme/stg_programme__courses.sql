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
        name_ru,
        -- origin
        provenance,
        source_id
    from courses
    where {{ is_shown("provenance = 'illustrative'") }}
)

select * from renamed
