"""The programme itself: scopes, what happened when and where, what is not known."""

import polars as pl

from warehouse.reading import ReleaseFile


def fetch_scopes(file: ReleaseFile) -> pl.DataFrame:
    """One row per scope, as `dim_scope` has it, in its order."""
    return file.fetch("select * from marts.dim_scope order by sort_order")


def fetch_timeline(file: ReleaseFile, scope: str) -> pl.DataFrame:
    """One row per item of the timeline: dates, precision, status, names."""
    return file.fetch(
        """
        select *
        from marts.mart_timeline_item
        where scope = $scope
        order by
            coalesce(start_date, make_date(planned_label_year, 12, 31)) nulls last,
            item_id
        """,
        {"scope": scope},
    )


def fetch_places(file: ReleaseFile, scope: str) -> pl.DataFrame:
    """One row per place on the map, those with most training days first."""
    return file.fetch(
        """
        select *
        from marts.mart_map_place
        where scope = $scope
        order by training_days desc nulls last, projects_count desc, place_id
        """,
        {"scope": scope},
    )


def fetch_unknowns(file: ReleaseFile, scope: str) -> pl.DataFrame:
    """One row per fact of which the source says nothing: statement, note, blocks."""
    return file.fetch(
        """
        select
            figure_id, fact_id, statement_en, statement_ru, note_en, note_ru, block_ids
        from marts.fct_published_figure
        where scope = $scope and is_unknown
        order by sort_order
        """,
        {"scope": scope},
    )
