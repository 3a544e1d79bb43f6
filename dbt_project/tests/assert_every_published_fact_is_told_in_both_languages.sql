-- Each expected fact has statements in both languages, and each of its blocks is
-- cited by one of them.
with

facts as (
    select * from {{ ref('published_facts') }}
),

blocks as (
    select * from {{ ref('published_blocks') }}
),

figures as (
    select * from {{ ref('fct_published_figure') }}
    where
        not is_unknown
        and trim(statement_en) <> ''
        and trim(statement_ru) <> ''
),

expected as (
    select
        facts.fact_id,
        blocks.block_id
    from facts
    inner join blocks
        on ';' || facts.block_ids || ';' like '%;' || blocks.block_id || ';%'
)

select
    expected.fact_id,
    expected.block_id,
    'the fact is told, in both languages, from this block' as rule
from expected
left join figures
    on
        expected.fact_id = figures.fact_id
        and ';' || figures.block_ids || ';' like '%;' || expected.block_id || ';%'
where figures.figure_id is null
