with

page_leads as (
    select * from {{ ref('page_leads') }}
),

renamed as (
    select
        -- place
        page,
        scope,
        -- words
        lead_en,
        lead_ru
    from page_leads
    where ';' || editions || ';' like '%;{{ var("edition") }};%'
)

select * from renamed
