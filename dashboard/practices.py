"""The catalogue of best practices, searched by words, field and stage."""

from typing import Any

import polars as pl
import streamlit as st

from dashboard.data import ask
from dashboard.figures import Note, describe_filters, offer_download
from dashboard.filters import ALL, choose_one, type_words
from dashboard.fragments import fragment
from dashboard.members import name_members
from dashboard.states import provenance_mark, weakest_provenance
from dashboard.tables import Column, show_table
from dashboard.wording import escape, format_date, markdown, pick, plural, text
from warehouse.answers.practices import PracticeFilter, find_practices

FILTER_WIDTH = 240
CATALOGUE = "catalogue"


@fragment(key=CATALOGUE)
def show_catalogue(scope: str) -> None:
    """Search and table; nothing where the scope has no practice by name."""
    if ask(find_practices, PracticeFilter(scope)).is_empty():
        return
    st.header(markdown("practices.catalogue"), anchor=False)
    chosen = _choose_practices(scope)
    practices = ask(find_practices, chosen)
    st.markdown(escape(plural("practices.found", practices.height)))
    if practices.is_empty():
        st.info(markdown("figure.nothing"), icon=":material/filter_alt_off:")
        return
    table = pl.DataFrame([_build_row(row) for row in practices.to_dicts()])
    show_table(
        table, _build_columns(), alt=text("practices.catalogue"), key="practices_table"
    )
    note = Note(
        weakest_provenance(practices["provenance"]),
        definition=text("practices.rule"),
        filters=_describe_choice(chosen),
    )
    offer_download(table, name="practices", note=note)


def _choose_practices(scope: str) -> PracticeFilter:
    with st.grid(min_column_width=FILTER_WIDTH):
        words = type_words("words", label=markdown("filter.words"), reruns=[CATALOGUE])
        field = _choose("field", "field")
        stage = _choose("stage", "best_practice_stage")
    return PracticeFilter(
        scope, words, *(None if code == ALL else code for code in (field, stage))
    )


def _describe_choice(chosen: PracticeFilter) -> str:
    fields, stages = name_members("field"), name_members("best_practice_stage")
    return describe_filters(
        {
            "words": chosen.words,
            "field": fields.get(chosen.field or "", ""),
            "stage": stages.get(chosen.stage or "", ""),
        }
    )


def _choose(key: str, dimension: str) -> str:
    labels = {ALL: text("filters.all"), **name_members(dimension)}
    return choose_one(key, labels, label=markdown(f"filter.{key}"), reruns=[CATALOGUE])


def _build_row(row: dict[str, Any]) -> dict[str, Any]:
    return {
        "name": pick(row, "name"),
        "field": pick(row, "field_name"),
        "place": pick(row, "municipality_name"),
        "stage": pick(row, "stage_name"),
        "date": format_date(row["current_stage_date"]),
        "description": pick(row, "description"),
        "provenance": provenance_mark(row["provenance"]),
    }


def _build_columns() -> dict[str, Column]:
    return {
        "name": Column(text("practices.name"), width="large"),
        "field": Column(text("filter.field")),
        "place": Column(text("training.place")),
        "stage": Column(text("filter.stage")),
        "date": Column(text("practices.since")),
        "description": Column(text("practices.description"), width="large"),
        "provenance": Column(text("places.provenance")),
    }
