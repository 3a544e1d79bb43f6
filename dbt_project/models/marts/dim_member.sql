with

members as (
    select * from {{ ref('int_members__named') }}
),

categories as (
    select * from {{ ref('dim_participant_category') }}
),

municipalities as (
    select * from {{ ref('dim_municipality') }}
),

trainings as (
    select * from {{ ref('int_members__trainings') }}
),

definition_fields as (
    select * from {{ ref('definition_fields') }}
),

unioned as (
    select
        dimension,
        member,
        name_en,
        name_ru,
        sort_order
    from members
    union all
    select
        'definition_field' as dimension,
        field as member,
        name_en,
        name_ru,
        sort_order
    from definition_fields
    union all
    select
        'participant_category' as dimension,
        participant_category_code as member,
        name_en,
        name_ru,
        sort_order
    from categories
    union all
    select
        'municipality' as dimension,
        municipality_id as member,
        name_en,
        name_ru,
        row_number() over (order by municipality_id) as sort_order
    from municipalities
    union all
    select
        'region' as dimension,
        region_code as member,
        max(region_name_en) as name_en,
        max(region_name_ru) as name_ru,
        row_number() over (order by region_code) as sort_order
    from municipalities
    where region_code is not null
    group by region_code
    union all
    select
        'training' as dimension,
        event_id as member,
        name_en,
        name_ru,
        row_number() over (order by end_date, event_id) as sort_order
    from trainings
    union all
    select
        blank.dimension,
        members.member,
        members.name_en,
        members.name_ru,
        100000 as sort_order
    from (
        select 'municipality' as dimension
        union all
        select 'region' as dimension
    ) as blank
    inner join members
        on members.dimension = 'sex' and members.member = 'not_reported'
),

final as (
    select
        dimension,
        member,
        name_en,
        name_ru,
        cast(sort_order as integer) as sort_order
    from unioned
)

select * from final
