"""Where the numbers come from: published facts and register files."""

import polars as pl

from warehouse.reading import ReleaseFile


def fetch_published_facts(file: ReleaseFile) -> pl.DataFrame:
    """One row per published figure or statement, with the page it stands on."""
    return file.fetch(
        """
        select
            figures.*,
            sources.title_en as source_title_en,
            sources.title_ru as source_title_ru,
            sources.url
        from marts.fct_published_figure as figures
        left join marts.dim_source as sources using (source_id)
        order by figures.fact_id, figures.sort_order, figures.figure_id
        """
    )


def fetch_sources(file: ReleaseFile, kind: str) -> pl.DataFrame:
    """One row per source of a kind: published_page, register_load or reference."""
    return file.fetch(
        """
        select *
        from marts.dim_source
        where kind = $kind
        order by loaded_at, dataset, file_name, source_id
        """,
        {"kind": kind},
    )
