"""The programme itself: scopes, what happened when and where, what is not known."""

import polars as pl

from warehouse.reading import ReleaseFile


def fetch_scopes(file: ReleaseFile) -> pl.DataFrame:
    """One row per scope, as `dim_scope` has it, in its order."""
    return file.fetch("select * from marts.dim_scope order by sort_order")


def fetch_page_lead(file: ReleaseFile, page: str, scope: str) -> pl.DataFrame:
    """The programme's own line at the head of a page: lead_en, lead_ru; or no row."""
    return file.fetch(
        """
        select lead_en, lead_ru
        from marts.mart_page_lead
        where page = $page and scope = $scope
        """,
        {"page": page, "scope": scope},
    )


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


def fetch_upcoming(file: ReleaseFile, scope: str, count: int) -> pl.DataFrame:
    """The next planned items after the scope's as-of date, the nearest first."""
    return file.fetch(
        """
        select items.*
        from marts.mart_timeline_item as items
        inner join marts.dim_scope as scopes using (scope)
        where
            items.scope = $scope
            and items.item_status = 'planned'
            and items.start_date > scopes.as_of_date
        order by items.start_date, items.item_id
        limit $count
        """,
        {"scope": scope, "count": count},
    )


def fetch_places(file: ReleaseFile, scope: str) -> pl.DataFrame:
    """One row per place on the map, those with most training days first.

    Where `is_in_mart`, the row names the figure of `mart_metric_value` that its
    training days are.
    """
    return file.fetch(
        """
        select
            places.*,
            figures.metric, figures.grain, figures.period,
            figures.dimension, figures.member,
            figures.metric is not null as is_in_mart
        from marts.mart_map_place as places
        left join marts.mart_metric_value as figures
            on
                places.scope = figures.scope
                and places.place_kind = figures.dimension
                and places.place_id = figures.member
                and figures.metric = 'training_days'
                and figures.grain = 'programme'
        where places.scope = $scope
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
