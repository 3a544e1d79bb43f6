with

scopes as (
    select * from {{ ref('programme_scopes') }}
),

renamed as (
    select
        -- keys
        scope,
        programme_code,
        event_kind,
        sort_order,
        -- names
        name_en,
        name_ru,
        programme_name_en,
        programme_name_ru,
        goal_en,
        goal_ru,
        funder_en,
        funder_ru,
        attribution_en,
        attribution_ru,
        {% if var('edition') == 'demo' -%}
            register_note_en,
            register_note_ru,
        {%- else -%}
            cast(null as string) as register_note_en,
            cast(null as string) as register_note_ru,
        {%- endif %}
        -- dates
        start_year,
        end_year,
        as_of_date,
        is_illustrative,
        -- map window
        map_center_longitude,
        map_west,
        map_east,
        map_south,
        map_north,
        -- origin
        source_id,
        block_ids
    from scopes
    where {{ is_shown('is_illustrative') }}
)

select * from renamed
