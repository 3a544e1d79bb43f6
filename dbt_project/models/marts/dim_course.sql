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
        -- real courses are published; numbered ones stand in for unknown ones
        case when scope = 'programme' then 'reported' else 'illustrative' end
            as provenance,
        'course_list' as source_id
    from courses
)

select * from final
