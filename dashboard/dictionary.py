"""The data dictionary of the release: tables, columns and what they mean."""

from html import escape as escape_html

import polars as pl
import streamlit as st

from dashboard.data import ask
from dashboard.figures import Note, describe_filters, offer_download
from dashboard.filters import ALL, choose_one, type_words
from dashboard.fragments import fragment
from dashboard.tables import Column, show_table
from dashboard.wording import escape, markdown, plural, text
from warehouse.answers.dictionary import fetch_columns

DICTIONARY = "dictionary"
FILTER_WIDTH = 320
# From 4 rem on, Streamlit wraps text in a table's cells.
ROW_HEIGHT = 76
LOOKED_THROUGH = ("table_name", "column_name", "description")


@fragment(key=DICTIONARY)
def show_dictionary() -> None:
    """Choose a table or look for words; a row per column, with its download."""
    columns = ask(fetch_columns)
    table, words = _choose(columns["table_name"].unique(maintain_order=True).to_list())
    found = _find(columns, table, words)
    if found.is_empty():
        st.info(markdown("figure.nothing"), icon=":material/filter_alt_off:")
        return
    if table != ALL:
        said = escape_html(found["table_description"][0])
        st.html(f'<p lang="en">{said}</p>')
    count = plural("dictionary.columns", found.height)
    tables = plural("dictionary.tables", found["table_name"].n_unique())
    st.caption(escape(text("dictionary.found", columns=count, tables=tables)))
    show_table(
        found,
        _build_columns(table),
        alt=text("dictionary.title"),
        key="dictionary_table",
        row_height=ROW_HEIGHT,
    )
    chosen = {"table": "" if table == ALL else table, "words": words}
    note = Note(definition=text("dictionary.note"), filters=describe_filters(chosen))
    offer_download(found, name=DICTIONARY, note=note)


def _choose(tables: list[str]) -> tuple[str, str]:
    options = {ALL: text("filters.all"), **{name: name for name in tables}}
    with st.grid(min_column_width=FILTER_WIDTH):
        table = choose_one(
            "table", options, label=markdown("filter.table"), reruns=[DICTIONARY]
        )
        words = type_words("words", label=markdown("filter.words"), reruns=[DICTIONARY])
    return table, words


def _find(columns: pl.DataFrame, table: str, words: str) -> pl.DataFrame:
    """Rows of a table, or of all, that have every word somewhere."""
    whole = pl.concat_str(LOOKED_THROUGH, separator=" ", ignore_nulls=True)
    looked = whole.str.to_lowercase()
    parts = words.lower().split()
    wanted = [looked.str.contains(part, literal=True) for part in parts]
    asked = pl.lit(True) if table == ALL else pl.col("table_name") == table
    return columns.filter(asked, *wanted)


def _build_columns(table: str) -> dict[str, Column]:
    """The description stands where a phone does not cut it off."""
    named = {"table_name": Column(text("dictionary.table"), width=230)}
    return {
        **(named if table == ALL else {}),
        "column_name": Column(text("dictionary.column"), width=200),
        "description": Column(text("dictionary.description"), width=640),
        "data_type": Column(text("dictionary.type"), width=100),
        "is_nullable": Column(text("dictionary.nullable"), "flag", width=120),
    }
