"""What a source says in words, and what it leaves open."""

from collections.abc import Sequence

import polars as pl

from warehouse.reading import ReleaseFile


def fetch_statements(
    file: ReleaseFile, scope: str, topics: Sequence[str]
) -> pl.DataFrame:
    """One row per statement on the topics: words, state, blocks, in their order."""
    return file.fetch(
        """
        select
            figure_id, topic, metric, state, is_unknown, statement_en, statement_ru,
            note_en, note_ru, block_ids, source_id, provenance
        from marts.fct_published_figure
        where scope = $scope and list_contains($topics, topic)
        order by sort_order
        """,
        {"scope": scope, "topics": list(topics)},
    )


def fetch_members(file: ReleaseFile, dimensions: Sequence[str]) -> pl.DataFrame:
    """One row per member of short lists: dimension, member, names, in their order."""
    return file.fetch(
        """
        select dimension, member, name_en, name_ru, sort_order
        from marts.dim_member
        where list_contains($dimensions, dimension)
        order by dimension, sort_order, member
        """,
        {"dimensions": list(dimensions)},
    )


def fetch_source(file: ReleaseFile, source_id: str) -> pl.DataFrame:
    """The row of a source, or none."""
    return file.fetch(
        "select * from marts.dim_source where source_id = $source_id",
        {"source_id": source_id},
    )
