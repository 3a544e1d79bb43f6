with

trainings as (
    select * from {{ ref('mart_training') }}
),

documents as (
    select * from {{ ref('dim_document') }}
),

projects as (
    select * from {{ ref('dim_project') }}
),

milestones as (
    select * from {{ ref('fct_project_milestone') }}
),

practices as (
    select * from {{ ref('mart_best_practice') }}
),

partnerships as (
    select * from {{ ref('mart_partnership') }}
),

published_figures as (
    select * from {{ ref('fct_published_figure') }}
),

indicator_values as (
    select * from {{ ref('fct_indicator_value') }}
),

unioned as (
    select
        'training_event' as evidence_kind,
        event_id as evidence_id,
        scope,
        title_en as name_en,
        title_ru as name_ru,
        start_date,
        end_date,
        municipality_id,
        provenance
    from trainings
    union all
    select
        'document' as evidence_kind,
        document_id as evidence_id,
        scope,
        title_en as name_en,
        title_ru as name_ru,
        document_date as start_date,
        document_date as end_date,
        municipality_id,
        provenance
    from documents
    union all
    select
        'project' as evidence_kind,
        project_id as evidence_id,
        scope,
        name_en,
        name_ru,
        start_date,
        cast(null as date) as end_date,
        municipality_id,
        provenance
    from projects
    union all
    select
        'milestone' as evidence_kind,
        milestone_id as evidence_id,
        scope,
        name_en,
        name_ru,
        planned_date as start_date,
        actual_date as end_date,
        municipality_id,
        provenance
    from milestones
    union all
    select
        'practice' as evidence_kind,
        practice_id as evidence_id,
        scope,
        name_en,
        name_ru,
        cast(null as date) as start_date,
        cast(null as date) as end_date,
        municipality_id,
        provenance
    from practices
    union all
    select
        'partnership' as evidence_kind,
        partnership_id as evidence_id,
        scope,
        partner_name_en as name_en,
        partner_name_ru as name_ru,
        cast(null as date) as start_date,
        cast(null as date) as end_date,
        municipality_id,
        provenance
    from partnerships
    union all
    select
        'published_figure' as evidence_kind,
        figure_id as evidence_id,
        scope,
        statement_en as name_en,
        statement_ru as name_ru,
        period as start_date,
        cast(null as date) as end_date,
        cast(null as string) as municipality_id,
        provenance
    from published_figures
    union all
    select
        'indicator_value' as evidence_kind,
        {{ result_key() }} as evidence_id,
        scope,
        source_note as name_en,
        source_note as name_ru,
        period as start_date,
        cast(null as date) as end_date,
        cast(null as string) as municipality_id,
        provenance
    from indicator_values
)

select * from unioned
