"""Every figure that moved between two releases, the weightiest first."""

from collections import Counter
from typing import Any

import polars as pl
import streamlit as st

from dashboard.changes.words import (
    name_cause,
    name_causes,
    name_difference,
    name_part,
    name_side,
)
from dashboard.figures import Note, describe_filters, offer_download
from dashboard.filters import ALL, choose_one, scope
from dashboard.indicator_words import name_indicator
from dashboard.period_names import name_period
from dashboard.states import provenance_mark, weakest_provenance
from dashboard.tables import Column
from dashboard.trace.figures import identify
from dashboard.trace.picking import FIGURE, show_traced_table
from dashboard.wording import escape, markdown, plural, text
from warehouse.comparison import Comparison

ROWS_SHOWN = 500
RESTATED = "restated"
CHOICE_WIDTH = 480


def list_moves(comparison: Comparison) -> pl.DataFrame:
    """The figures of the chosen scope that moved."""
    return comparison.moves.filter(pl.col("scope") == scope())


def show_figures(comparison: Comparison) -> None:
    """Show how many figures moved, a choice of the cause, and each figure."""
    moves = list_moves(comparison)
    st.markdown(escape(_count(moves)))
    if moves.is_empty():
        return
    if mark := provenance_mark(weakest_provenance(moves["provenance"])):
        st.caption(escape(mark))
    cause = _choose_cause(moves)
    found = _filter(moves, cause)
    if found.height > ROWS_SHOWN:
        st.caption(markdown("compare.truncated", shown=ROWS_SHOWN, found=found.height))
    rows = pl.DataFrame([_build_row(row) for row in found.to_dicts()])
    show_traced_table(
        rows.head(ROWS_SHOWN),
        _build_columns(),
        alt=text("compare.figures_alt", count=found.height),
        key="compare_figures",
    )
    chosen = {
        "compare": comparison.before.id,
        "cause": "" if cause == ALL else _name_choice(cause),
    }
    note = Note(
        weakest_provenance(found["provenance"]),
        definition=text("compare.weight_rule"),
        filters=describe_filters(chosen),
    )
    offer_download(rows, name="changes", note=note)


def _count(moves: pl.DataFrame) -> str:
    if moves.is_empty():
        return text("compare.nothing_moved")
    restated = moves.filter("is_restated").height
    parts = [
        plural("compare.moved", moves.height),
        plural("compare.restated", restated) if restated else "",
    ]
    return " ".join(part for part in parts if part)


def _choose_cause(moves: pl.DataFrame) -> str:
    with st.container(width=CHOICE_WIDTH):
        return choose_one("cause", _list_causes(moves), label=markdown("filter.cause"))


def _list_causes(moves: pl.DataFrame) -> dict[str, str]:
    """All, restated ones, and each cause that occurs with its number of figures."""
    counts = Counter(cause for causes in moves["causes"] for cause in causes)
    restated = moves.filter("is_restated").height
    return {
        ALL: text("filters.all"),
        **(
            {RESTATED: f"{text('compare.only_restated')} ({restated})"}
            if restated
            else {}
        ),
        **{c: f"{name_cause(c)} ({n})" for c, n in counts.most_common()},
    }


def _name_choice(cause: str) -> str:
    return text("compare.only_restated") if cause == RESTATED else name_cause(cause)


def _filter(moves: pl.DataFrame, cause: str) -> pl.DataFrame:
    if cause == ALL:
        return moves
    if cause == RESTATED:
        return moves.filter("is_restated")
    return moves.filter(pl.col("causes").list.contains(cause))


def _build_row(row: dict[str, Any]) -> dict[str, str | None]:
    return {
        "indicator": name_indicator(row),
        "period": name_period(row["grain"], row["period"]),
        "part": name_part(row),
        "before": name_side(row, "before"),
        "after": name_side(row, "after"),
        "difference": name_difference(row),
        "why": name_causes(row),
        FIGURE: identify(row).write() if row["state_after"] != "absent" else None,
    }


def _build_columns() -> dict[str, Column]:
    return {
        "indicator": Column(text("compare.indicator"), width=310),
        "period": Column(text("compare.period"), width=130),
        "part": Column(text("compare.part"), width=160),
        "before": Column(text("compare.before"), "figure", width=165),
        "after": Column(text("compare.after"), "figure", width=165),
        "difference": Column(text("compare.difference"), "figure", width=95),
        "why": Column(text("compare.why"), width=300),
    }
