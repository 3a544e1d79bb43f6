"""All indicators by the five standards: outcomes in words, none added up."""

from collections.abc import Sequence
from itertools import groupby
from typing import Any

import polars as pl
import streamlit as st

from dashboard.data import ask
from dashboard.figures import Note, offer_download
from dashboard.filters import ALL, choose_one, scope
from dashboard.indicator_words import name_indicator
from dashboard.indicators.finding import find_indicator
from dashboard.quality_assessments import list_assessments
from dashboard.quality_words import sign_standard
from dashboard.states import ILLUSTRATIVE_MARK, provenance_mark, weakest_provenance
from dashboard.tables import Column, show_table
from dashboard.wording import escape, format_date, markdown, text, word
from warehouse.answers.quality import fetch_standards

CHOICE_WIDTH = 480
NAME_WIDTH = 360
OUTCOME_WIDTH = 136
LONG_WIDTH = 205
STANDARDS = ("validity", "integrity", "precision", "reliability", "timeliness")

Standard = dict[str, Any]


def choose_indicator() -> str | None:
    """Draw the choice of an indicator; nothing chosen means all of them.

    An address may name it by its code as well.
    """
    asked = find_indicator()
    if asked:
        st.query_params["indicator"] = asked["metric"]
    options = {ALL: markdown("quality.all_indicators")} | {
        metric: name_indicator(standards[0]) for metric, standards in _list_indicators()
    }
    with st.container(width=CHOICE_WIDTH):
        chosen = choose_one("indicator", options, label=markdown("quality.indicator"))
    return None if chosen == ALL else chosen


def show_indicators() -> None:
    """Show a row per indicator; picking one opens its checks."""
    indicators = _list_indicators()
    if not indicators:
        st.markdown(f":gray[{markdown('figure.nothing')}]")
        return
    parts = [row["provenance"] for _, rows in indicators for row in rows]
    provenance = weakest_provenance(parts)
    hint = [
        text("quality.checks_note"),
        text("quality.select_hint"),
        provenance_mark(provenance),
    ]
    st.caption(" ".join(escape(part) for part in hint if part))
    table = pl.DataFrame([_build_row(metric, rows) for metric, rows in indicators])
    picked = show_table(
        table,
        _build_columns(),
        alt=text("quality.table_alt", count=len(indicators)),
        key="quality_table",
        is_selectable=True,
    )
    note = Note(provenance, definition=text("quality.checks_note"))
    offer_download(table, name="data_quality", note=note)
    if picked.selection.rows:
        st.query_params["indicator"] = indicators[picked.selection.rows[0]][0]
        st.rerun()


def _list_indicators() -> list[tuple[str, list[Standard]]]:
    rows = ask(fetch_standards, scope()).to_dicts()
    grouped = groupby(rows, lambda row: row["metric"])
    return [(metric, list(standards)) for metric, standards in grouped]


def _build_row(metric: str, standards: Sequence[Standard]) -> dict[str, str]:
    outcomes = {row["standard"]: sign_standard(row) for row in standards}
    is_generated = standards[0]["provenance"] == "illustrative"
    mark = f" {ILLUSTRATIVE_MARK}" if is_generated else ""
    return {
        "indicator": name_indicator(standards[0]) + mark,
        **outcomes,
        "assessment": _date_assessment(metric),
    }


def _date_assessment(metric: str) -> str:
    assessments = list_assessments(scope(), metric)
    if not assessments:
        return text("quality.not_assessed")
    return format_date(assessments[0][0]["assessed_date"])


def _build_columns() -> dict[str, Column]:
    heads = {code: word("standard_head", code) for code in STANDARDS}
    return {
        "indicator": Column(text("quality.indicator"), width=NAME_WIDTH),
        **{
            code: Column(head, width=OUTCOME_WIDTH if len(head) < 20 else LONG_WIDTH)
            for code, head in heads.items()
        },
        "assessment": Column(text("quality.assessment"), width=OUTCOME_WIDTH),
    }
