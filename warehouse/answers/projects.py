"""City projects: what was agreed, planned and reached, and its documents."""

import polars as pl

from warehouse.answers.scopes import ROWS_OF_SCOPE
from warehouse.reading import ReleaseFile


def fetch_projects(file: ReleaseFile, scope: str) -> pl.DataFrame:
    """One row per project with its city, kind and counts of milestones."""
    return file.fetch(
        f"""
        select
            projects.*,
            kinds.name_en as kind_name_en, kinds.name_ru as kind_name_ru,
            states.name_en as status_name_en, states.name_ru as status_name_ru
        from marts.mart_project as projects
        left join marts.dim_member as kinds
            on kinds.dimension = 'project_kind' and projects.kind = kinds.member
        left join marts.dim_member as states
            on states.dimension = 'project_status' and projects.status = states.member
        where projects.scope in ({ROWS_OF_SCOPE})
        order by projects.municipality_name_en, projects.project_id
        """,
        {"scope": scope},
    )


def fetch_milestones(file: ReleaseFile, scope: str) -> pl.DataFrame:
    """One row per milestone with the names of its workstream and state."""
    return file.fetch(
        f"""
        select
            milestones.*,
            works.name_en as workstream_name_en, works.name_ru as workstream_name_ru
        from marts.fct_project_milestone as milestones
        left join marts.dim_member as works
            on works.dimension = 'workstream' and milestones.workstream = works.member
        where milestones.scope in ({ROWS_OF_SCOPE})
        order by
            milestones.project_id,
            coalesce(milestones.planned_date, milestones.actual_date) nulls last,
            works.sort_order,
            milestones.milestone_id
        """,
        {"scope": scope},
    )


def fetch_documents(file: ReleaseFile, scope: str) -> pl.DataFrame:
    """One row per document: titles, kind, date, and whether it is published."""
    return file.fetch(
        f"""
        select
            documents.*,
            kinds.name_en as kind_name_en, kinds.name_ru as kind_name_ru
        from marts.dim_document as documents
        left join marts.dim_member as kinds
            on kinds.dimension = 'document_kind' and documents.kind = kinds.member
        where documents.scope in ({ROWS_OF_SCOPE})
        order by documents.document_date nulls last, documents.document_id
        """,
        {"scope": scope},
    )
