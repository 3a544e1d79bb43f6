with

scopes as (
    select * from {{ ref('stg_programme__scopes') }}
),

dated as (
    select * from {{ ref('int_scopes__dated') }}
),

final as (
    select
        scopes.scope,
        scopes.name_en,
        scopes.name_ru,
        coalesce(dated.programme_code, scopes.programme_code) as programme_code,
        coalesce(dated.programme_name_en, scopes.programme_name_en)
            as programme_name_en,
        coalesce(dated.programme_name_ru, scopes.programme_name_ru)
            as programme_name_ru,
        cast(dated.start_year as integer) as start_year,
        cast(dated.end_year as integer) as end_year,
        dated.as_of_date,
        dated.register_from,
        dated.register_to,
        scopes.is_illustrative,
        scopes.event_kind,
        coalesce(dated.goal_en, scopes.goal_en) as goal_en,
        coalesce(dated.goal_ru, scopes.goal_ru) as goal_ru,
        coalesce(dated.funder, scopes.funder_en) as funder_en,
        coalesce(dated.funder, scopes.funder_ru) as funder_ru,
        scopes.attribution_en,
        scopes.attribution_ru,
        scopes.register_note_en,
        scopes.register_note_ru,
        scopes.map_center_longitude,
        scopes.map_west,
        scopes.map_east,
        scopes.map_south,
        scopes.map_north,
        case
            when scopes.is_illustrative then 'illustrative'
            else coalesce(dated.provenance, 'reported')
        end as provenance,
        coalesce(dated.source_id, scopes.source_id) as source_id,
        dated.load_id,
        scopes.block_ids,
        scopes.sort_order
    from scopes
    inner join dated on scopes.scope = dated.scope
)

select * from final
