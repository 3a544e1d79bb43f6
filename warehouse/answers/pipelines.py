"""Stages that practices and partnerships pass, and how many reached each."""

import polars as pl

from warehouse.reading import ReleaseFile


def fetch_pipeline(file: ReleaseFile, pipeline: str, scope: str) -> pl.DataFrame:
    """One row per stage of `best_practice` or `partnership`, in its order.

    items_count is null where only words are published, or nothing at all.
    """
    return file.fetch(
        """
        select *
        from marts.mart_pipeline_stage
        where pipeline = $pipeline and scope = $scope
        order by stage_order
        """,
        {"pipeline": pipeline, "scope": scope},
    )
