"""Rows and files that only one of two releases rests on."""

import polars as pl
import streamlit as st

from dashboard.changes.words import name_fact
from dashboard.states import name_provenance
from dashboard.tables import Column, show_table
from dashboard.wording import markdown, text
from warehouse.comparison import Comparison

HASH_SHOWN = 12


def show_rows(comparison: Comparison) -> None:
    """Show how many rows were added, superseded and withdrawn, by what they say."""
    if not comparison.has_rows:
        st.info(markdown("compare.without_rows"), icon=":material/help:")
        return
    if comparison.rows.is_empty():
        st.markdown(f":gray[{markdown('compare.same_rows')}]")
        return
    names = [name_fact(fact) for fact in comparison.rows["fact"]]
    show_table(
        comparison.rows.with_columns(
            fact=pl.Series(names),
            provenance=pl.Series(map(name_provenance, comparison.rows["provenance"])),
        ),
        {
            "fact": Column(text("compare.fact"), width=300),
            "provenance": Column(text("places.provenance"), width=180),
            "rows_added": Column(text("compare.rows_added"), "number"),
            "rows_superseded": Column(text("compare.rows_superseded"), "number"),
            "rows_withdrawn": Column(text("compare.rows_withdrawn"), "number"),
        },
        alt=text("compare.rows_alt"),
        key="compare_rows",
    )


def show_files(comparison: Comparison) -> None:
    """Show the files of one side only, each with the start of its hash."""
    if not comparison.inputs:
        return
    rows = [
        {
            "side": text(f"compare.file_{side}"),
            "file": file.file,
            "rows": file.rows_accepted,
            "sha256": file.sha256[:HASH_SHOWN],
        }
        for side, file in comparison.inputs
    ]
    show_table(
        pl.DataFrame(rows, infer_schema_length=None),
        {
            "side": Column(text("compare.file_side"), width=190),
            "file": Column(text("compare.file"), width=420),
            "rows": Column(text("compare.file_rows"), "number"),
            "sha256": Column("SHA-256", width=140),
        },
        alt=text("compare.files_alt"),
        key="compare_files",
    )
