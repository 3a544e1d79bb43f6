with

published_figures as (
    select * from {{ ref('fct_published_figure') }}
),

provenance_ranks as (
    select * from {{ ref('provenance_ranks') }}
),

scoped as (
    select
        published_figures.figure_id,
        published_figures.scope,
        published_figures.metric,
        published_figures.grain,
        published_figures.period as published_period,
        published_figures.value as published_value,
        provenance_ranks.provenance_rank
    from published_figures
    inner join provenance_ranks
        on published_figures.provenance = provenance_ranks.provenance
    where
        published_figures.metric is not null
        and published_figures.value is not null
)

select * from scoped
