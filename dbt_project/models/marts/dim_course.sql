with

courses as (
    select * from {{ ref('stg_programme__courses') }}
),

final as (
    select
        course_id,
        scope,
        name_en,
        name_ru,
        provenance,
        source_id
    from courses
)

select * from final
