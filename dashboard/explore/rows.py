"""The table of a view, with the whole of every period, and what a file adds to it."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import polars as pl

from dashboard.explore.cells import Row, Subject, is_marked_partial, say_value
from dashboard.explore.view import WHOLE, name_dimension, name_period
from dashboard.members import name_members
from dashboard.tables import Column
from dashboard.wording import pick, text, word

PERIOD_WIDTH = 90
NAME_WIDTH = 190
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
        "provenance": ""
        if row["value"] is None
        else word("provenance", row["provenance"]),
    }


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
    """The columns shown; numerator, denominator and n only where they say more."""
    heads = zip(("member_name", "member_2_name"), subject.view.dimensions, strict=False)
    parts = {
        "numerator": Column(text("explore.numerator"), "number"),
        "denominator": Column(text("explore.denominator"), "number"),
        "n": Column(text("explore.n"), "number"),
    }
    shown = {
        name: column
        for name, column in parts.items()
        if subject.has_n and table[name].is_not_null().any()
    }
    coverage = {"coverage": Column(text("explore.coverage"))}
    period = {"period_name": Column(text("explore.period"), width=PERIOD_WIDTH)}
    return {
        **(
            period
            if table["period"].n_unique() > 1 or not subject.view.dimensions
            else {}
        ),
        **{
            name: Column(name_dimension(code), width=NAME_WIDTH) for name, code in heads
        },
        "value_text": Column(pick(subject.indicator, "unit"), "figure"),
        **shown,
        **(coverage if (table["coverage"] != "").any() else {}),
        "provenance": Column(text("places.provenance")),
    }
