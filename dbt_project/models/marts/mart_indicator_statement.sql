with

figures as (
    select * from {{ ref('fct_published_figure') }}
),

concerning as (
    select * from {{ ref('stg_published__indicator_statements') }}
),

named as (
    select
        metric,
        figure_id
    from figures
    where metric is not null
    union
    select
        metric,
        figure_id
    from concerning
),

final as (
    select
        named.metric,
        figures.scope,
        figures.figure_id,
        figures.fact_id,
        figures.state,
        figures.statement_en,
        figures.statement_ru,
        figures.note_en,
        figures.note_ru,
        figures.block_ids,
        figures.source_id,
        figures.provenance,
        figures.sort_order
    from named
    inner join figures on named.figure_id = figures.figure_id
)

select * from final
