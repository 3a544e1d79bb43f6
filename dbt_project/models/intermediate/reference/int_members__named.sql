{{ config(access='protected') }}
with

of_the_field as (
    select * from {{ ref('members') }}
),

of_the_programme as (
    select * from {{ ref('programme_members') }}
),

named as (
    select
        dimension,
        member,
        name_en,
        name_ru,
        sort_order
    from of_the_programme
    union all
    select
        of_the_field.dimension,
        of_the_field.member,
        of_the_field.name_en,
        of_the_field.name_ru,
        of_the_field.sort_order
    from of_the_field
    left join of_the_programme
        on
            of_the_field.dimension = of_the_programme.dimension
            and of_the_field.member = of_the_programme.member
    where of_the_programme.member is null
)

select * from named
