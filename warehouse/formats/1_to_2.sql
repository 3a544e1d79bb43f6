-- Format 2 says what stands behind every figure; a release of format 1 does not know.
create view $after.dim_document as
select *, cast(null as bigint) as source_row from $before.dim_document;

create view $after.dim_project as
select *, cast(null as bigint) as source_row from $before.dim_project;

create view $after.fct_project_milestone as
select *, cast(null as bigint) as source_row from $before.fct_project_milestone;

create view $after.mart_evidence as
select
    cast(null as varchar) as evidence_kind,
    cast(null as varchar) as evidence_id,
    cast(null as varchar) as scope,
    cast(null as varchar) as name_en,
    cast(null as varchar) as name_ru,
    cast(null as date) as start_date,
    cast(null as date) as end_date,
    cast(null as varchar) as municipality_id,
    cast(null as varchar) as provenance
where false;

create view $after.mart_evidence_source as
select
    cast(null as varchar) as evidence_kind,
    cast(null as varchar) as evidence_id,
    cast(null as varchar) as fact,
    cast(null as varchar) as source_id,
    cast(null as varchar) as load_id,
    cast(null as bigint) as first_source_row,
    cast(null as bigint) as last_source_row,
    cast(null as bigint) as rows_count,
    cast(null as varchar) as block_ids
where false;

create view $after.mart_metric_evidence as
select
    cast(null as varchar) as metric,
    cast(null as varchar) as scope,
    cast(null as varchar) as dimension,
    cast(null as varchar) as member,
    cast(null as varchar) as grain,
    cast(null as varchar) as evidence_kind,
    cast(null as varchar) as evidence_id,
    cast(null as date) as evidence_date,
    cast(null as double) as value,
    cast(null as double) as numerator,
    cast(null as double) as denominator
where false;

create view $after.mart_metric_source as
select
    cast(null as varchar) as metric,
    cast(null as varchar) as model
where false;

create view $after.dim_indicator_alias as
select
    cast(null as varchar) as alias,
    cast(null as varchar) as metric,
    cast(null as date) as renamed_date,
    cast(null as varchar) as reason
where false;
