"""A count split by one dimension, as bars with the part nobody reported."""

from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl
import streamlit as st

from dashboard.charts.categories import draw_categories, sort_categories
from dashboard.charts.tooltips import MarkLabels
from dashboard.figures import Note, build_spec, show_chart
from dashboard.members import NOT_REPORTED, ORDERED
from dashboard.states import SUPPRESSED, state_text, weakest_provenance
from dashboard.tables import Column
from dashboard.theme import current_tokens
from dashboard.trace.figures import identify
from dashboard.trace.picking import FIGURE
from dashboard.wording import (
    format_number,
    format_percent,
    markdown,
    pick,
    text,
    word,
)

REST = "rest"
LONGEST = 15
NAMED = 12

_SCHEMA = {
    "member": pl.String,
    "label": pl.String,
    "value": pl.Float64,
    "value_text": pl.String,
    "is_not_reported": pl.Boolean,
    "provenance": pl.String,
    FIGURE: pl.String,
}


def show_left_out(dimensions: Sequence[str]) -> None:
    """Name the splits that the public edition leaves out for their small groups."""
    if dimensions:
        names = ", ".join(word("split", dimension) for dimension in dimensions)
        st.caption(":material/lock: " + markdown("split.left_out", names=names))


def show_split(
    rows: Sequence[Mapping[str, Any]],
    dimension: str,
    *,
    measure: str,
    subtitle: str,
    note: Note | None = None,
) -> None:
    """Show members of a dimension: rows of member, value, state, provenance, names.

    Sorted by value, unless the dimension has an order of its own; long lists end in
    one bar for the rest. Rows of a mart of values lead to where they come from.
    """
    provenance = weakest_provenance(row["provenance"] for row in rows)
    total = add_up(rows)
    frame = _shorten(_build_frame(rows, dimension, total), total)
    drawn = frame.with_columns(
        value=pl.when(pl.col("member") != REST).then(pl.col("value"))
    )
    labels = MarkLabels(text(f"split.{dimension}"), measure, text("places.provenance"))
    show_chart(
        build_spec(draw_categories, drawn, labels, current_tokens()),
        title=_describe_largest(frame, dimension, total),
        subtitle=subtitle,
        alt=_describe_all(frame, measure),
        table=frame,
        columns={
            "label": Column(text(f"split.{dimension}"), width="medium"),
            "value": Column(measure, "number"),
            "value_text": Column(text("split.with_share")),
            "provenance": Column(text("places.provenance")),
        },
        name=f"split_{dimension}",
        note=note or Note(provenance),
    )


def add_up(rows: Sequence[Mapping[str, Any]]) -> float | None:
    """The whole of which the rows are parts; None where some of them are hidden."""
    if any(row["state"] == SUPPRESSED for row in rows):
        return None
    return float(sum(row["value"] or 0 for row in rows))


def _build_frame(
    rows: Sequence[Mapping[str, Any]], dimension: str, total: float | None
) -> pl.DataFrame:
    frame = pl.DataFrame([_build_row(row, total) for row in rows], schema=_SCHEMA)
    return frame if dimension in ORDERED else sort_categories(frame)


def _build_row(row: Mapping[str, Any], total: float | None) -> dict[str, Any]:
    return {
        "member": row["member"],
        "label": pick(row, "name") or row["member"],
        "value": row["value"],
        "value_text": _name_value(row["value"], total)
        if row["state"] in ("value", "zero")
        else state_text(row["state"]),
        "is_not_reported": row["member"] == NOT_REPORTED,
        "provenance": word("provenance", row["provenance"]),
        FIGURE: identify(row).write() if "metric" in row else None,
    }


def _name_value(value: float | None, total: float | None) -> str:
    share = f" · {format_percent(100 * (value or 0) / total)}" if total else ""
    return f"{format_number(value)}{share}"


def _shorten(frame: pl.DataFrame, total: float | None) -> pl.DataFrame:
    """The largest 15, the rest as one, and what was not reported."""
    named = frame.filter(~pl.col("is_not_reported"))
    if named.height <= LONGEST + 1:
        return frame
    rest = named[LONGEST:]
    value = None if rest["value"].has_nulls() else float(rest["value"].sum())
    whole = {
        "member": REST,
        "label": text("split.rest", count=rest.height),
        "value": value,
        "value_text": state_text(SUPPRESSED)
        if value is None
        else _name_value(value, total),
        "is_not_reported": False,
        "provenance": rest["provenance"][0],
        FIGURE: None,
    }
    unknown = frame.filter(pl.col("is_not_reported"))
    return pl.concat([named[:LONGEST], pl.DataFrame([whole], schema=_SCHEMA), unknown])


def _describe_largest(frame: pl.DataFrame, dimension: str, total: float | None) -> str:
    """What stands out; of parts of which some are hidden nobody knows."""
    known = frame.filter(~pl.col("is_not_reported") & (pl.col("member") != REST))
    if not total or known.is_empty() or not known["value"].sum():
        return text(f"split.title_{dimension}")
    largest = known.sort("value", descending=True, nulls_last=True).row(0, named=True)
    share = 100 * largest["value"] / total
    return text(
        f"split.largest_{dimension}",
        name=largest["label"],
        share=format_percent(share),
    )


def _describe_all(frame: pl.DataFrame, measure: str) -> str:
    return f"{measure}. {list_values(frame[:NAMED], 'value_text')}."


def list_values(frame: pl.DataFrame, words: str, label: str = "label") -> str:
    """Rows as one sentence: label and words of each."""
    pairs = frame.select(label, words).iter_rows()
    return "; ".join(f"{name}: {said}" for name, said in pairs)
