"""The table of a view, with the whole of every period, and what a file adds to it."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import polars as pl

from dashboard.explore.cells import Row, Subject, is_marked_partial, say_value
from dashboard.explore.view import WHOLE, View, name_dimension
from dashboard.members import name_members
from dashboard.period_names import name_period
from dashboard.tables import Column
from dashboard.trace.figures import FigureId
from dashboard.trace.picking import FIGURE
from dashboard.wording import format_percent, pick, text, word

PERIOD_WIDTH = 90
NAME_WIDTHS = (110, 300)
LETTER_WIDTH = 6.6
PADDING = 24
MEMBERS = (("member", "name"), ("member_2", "name_2"))


def build_table(
    cells: pl.DataFrame, wholes: pl.DataFrame, subject: Subject
) -> pl.DataFrame:
    """One row per period and member that the warehouse has, and one per whole.

    Columns named as in the warehouse hold codes and numbers for files, the others
    words for the screen.
    """
    kept = cells.filter(pl.col("is_in_mart") & (pl.col("member") != WHOLE))
    parts: dict[date, list[Row]] = {row["period"]: [] for row in wholes.to_dicts()}
    for row in kept.to_dicts():
        parts[row["period"]].append(row)
    rows = [
        _build_row(row, subject)
        for whole in wholes.to_dicts()
        for row in (*parts[whole["period"]], whole)
    ]
    return pl.DataFrame(rows, infer_schema_length=None)


def _build_row(row: Row, subject: Subject) -> dict[str, Any]:
    view = subject.view
    return {
        FIGURE: name_figure(row, view),
        "metric": view.metric,
        "grain": view.grain,
        "period": row["period"],
        "period_name": name_period(view.grain, row["period"]),
        **dict(_list_members(row, subject)),
        "value": row["value"],
        "value_text": say_value(row, subject, with_n=False),
        "numerator": row["numerator"],
        "denominator": row["denominator"],
        "n": row["n"],
        "state": row["state"],
        "is_partial": row["is_partial"],
        "coverage": text("explore.in_part") if is_marked_partial(row) else "",
        "identity_coverage": format_percent(row.get("identity_coverage_pct"), digits=1),
        "provenance": ""
        if row["value"] is None
        else word("provenance", row["provenance"]),
    }


def name_figure(row: Row, view: View) -> str | None:
    """The figure of a cell, or of the whole of its period, in an address.

    What the warehouse lacks has none.
    """
    if not row.get("is_in_mart", True):
        return None
    place = (view.metric, view.scope, view.grain, row["period"])
    if row["member"] == WHOLE:
        return FigureId(*place).write()
    second = (view.by_2, row["member_2"]) if view.by_2 != WHOLE else ()
    return FigureId(*place, view.by, row["member"], *second).write()


def _list_members(row: Row, subject: Subject) -> Iterator[tuple[str, str]]:
    """Dimension, member and its name for each split; the whole has the same in all."""
    is_whole = row["member"] == WHOLE
    for dimension, (column, stem) in zip(
        subject.view.dimensions, MEMBERS, strict=False
    ):
        yield column.replace("member", "dimension"), dimension
        yield column, WHOLE if is_whole else row[column]
        name = name_members(WHOLE)[WHOLE] if is_whole else pick(row, stem)
        yield f"{column}_name", name or row[column]


def build_columns(table: pl.DataFrame, subject: Subject) -> dict[str, Column]:
    """The columns shown; what says nothing in this view is left to the file."""
    heads = zip(("member_name", "member_2_name"), subject.view.dimensions, strict=False)
    columns = {
        "period_name": Column(text("explore.period"), width=PERIOD_WIDTH),
        **{name: _build_names(table, name, d) for name, d in heads},
        "value_text": Column(pick(subject.indicator, "unit"), "figure"),
        **_build_basis(table),
        "coverage": Column(text("explore.coverage")),
        "identity_coverage": Column(text("explore.identity_coverage"), "figure"),
        "provenance": Column(text("places.provenance")),
    }
    silent = _find_silent(table, subject)
    return {name: column for name, column in columns.items() if name not in silent}


def _build_names(table: pl.DataFrame, name: str, dimension: str) -> Column:
    """A column of names as wide as the longest, within limits."""
    head = name_dimension(dimension)
    longest = max(map(len, [head, *table[name]]))
    narrowest, widest = NAME_WIDTHS
    width = min(max(round(longest * LETTER_WIDTH) + PADDING, narrowest), widest)
    return Column(head, width=width)


def _build_basis(table: pl.DataFrame) -> dict[str, Column]:
    """What a share or a mean was made of, with a decimal where there is one."""
    basis = ("numerator", "denominator", "n")
    return {
        name: Column(
            text(f"explore.{name}"),
            "number",
            digits=int((table[name].cast(pl.Float64) % 1 > 0).any()),
        )
        for name in basis
    }


def _find_silent(table: pl.DataFrame, subject: Subject) -> set[str]:
    """Columns that are empty, or the same all the way down."""
    basis = {"numerator", "denominator", "n"}
    remarks = {"coverage", "identity_coverage"}
    silent = {name for name in remarks if (table[name] == "").all()}
    silent |= {n for n in basis if not subject.has_n or table[n].is_null().all()}
    if subject.view.dimensions and table["period"].n_unique() == 1:
        silent.add("period_name")
    return silent
