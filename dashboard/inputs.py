"""What a release was made from beside registers: pages and seed files, with hashes."""

import polars as pl

from dashboard.data import ask, served
from dashboard.figures import Note, offer_download
from dashboard.tables import Column, show_table
from dashboard.wording import pick, text
from warehouse.answers.sources import fetch_sources

# From 4 rem on, Streamlit wraps text in a table's cells.
ROW_HEIGHT = 76
KINDS = ("published_page", "reference")


def show_source_pages() -> None:
    """Show the pages and references that facts were taken from."""
    sources = [row for kind in KINDS for row in ask(fetch_sources, kind).to_dicts()]
    if not sources:
        return
    rows = [
        {
            "title": pick(row, "title"),
            "note": pick(row, "note"),
            "url": row["url"],
            "sha256": row["sha256"],
        }
        for row in sources
    ]
    show_table(
        pl.DataFrame(rows, infer_schema_length=None),
        {
            "title": Column(text("sources.title_of_source"), width="medium"),
            "note": Column(text("sources.note"), width="large"),
            "url": Column(
                text("sources.page"),
                "link",
                width="small",
                link_text=text("sources.open"),
            ),
            "sha256": Column("SHA-256", width="medium"),
        },
        alt=text("sources.pages_title"),
        key="source_pages",
        row_height=ROW_HEIGHT,
    )


def show_seed_files() -> None:
    """Show the seed files as this release read them."""
    inputs = served().release.info.inputs
    seeds = [(file.file, file.sha256) for file in inputs if file.kind == "seed"]
    table = pl.DataFrame(seeds, schema=["file", "sha256"], orient="row")
    show_table(
        table,
        {
            "file": Column(text("sources.file"), width="large"),
            "sha256": Column("SHA-256", width="large"),
        },
        alt=text("sources.seeds_title"),
        key="seeds",
    )
    offer_download(
        table, name="seed_files", note=Note(definition=text("sources.seeds_note"))
    )
