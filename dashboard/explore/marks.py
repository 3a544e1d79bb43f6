"""The marks of a view's chart: one frame for columns, one for what they are made of."""

from itertools import groupby
from typing import Any

import polars as pl

from dashboard.charts.categories import draw_categories
from dashboard.charts.stacked_rows import draw_stacked_rows
from dashboard.charts.strips import StripLabels, draw_strips
from dashboard.charts.tooltips import MarkLabels
from dashboard.explore.cells import (
    Row,
    Subject,
    is_marked_partial,
    name_key,
    name_place,
    say_value,
)
from dashboard.explore.layout import Layout, name_parts
from dashboard.explore.rows import name_figure
from dashboard.figures import Spec, build_spec
from dashboard.indicators.changes import find_breaks
from dashboard.members import NOT_REPORTED
from dashboard.period_names import name_period
from dashboard.states import weakest_provenance
from dashboard.theme import current_tokens
from dashboard.trace.picking import FIGURE
from dashboard.wording import pick, text, word

PARTIAL_MARK = "*"

_TOPS = {
    "strip": pl.Int32,
    "slot": pl.Int32,
    "strip_name": pl.String,
    "slot_name": pl.String,
    "name": pl.String,
    "value": pl.Float64,
    "value_text": pl.String,
    "is_not_reported": pl.Boolean,
    "provenance": pl.String,
    FIGURE: pl.String,
}
_SEGMENTS = {
    "strip": pl.Int32,
    "slot": pl.Int32,
    "part": pl.String,
    "name": pl.String,
    "value": pl.Float64,
    "value_text": pl.String,
    "provenance": pl.String,
    FIGURE: pl.String,
}


def draw_view(rows: list[Row], layout: Layout, subject: Subject) -> Spec | None:
    """The chart of the rows drawn; none for a single figure."""
    if layout.is_single:
        return None
    tops = build_tops(rows, layout, subject)
    parts = name_parts(layout, rows)
    labels = StripLabels(
        MarkLabels(
            text("explore.what"),
            pick(subject.indicator, "unit"),
            text("places.provenance"),
        ),
        tuple(parts),
        subject.is_level and not parts,
        _find_breaks(rows, subject),
        text("explore.break"),
    )
    tokens = current_tokens()
    if layout.is_one_period and not parts:
        bars = tops.rename({"strip_name": "label"})
        return build_spec(draw_categories, bars, labels.mark, tokens)
    segments = build_segments(rows, layout, subject)
    draw = draw_stacked_rows if layout.is_one_period else draw_strips
    return build_spec(draw, tops, segments, labels, tokens)


def _find_breaks(rows: list[Row], subject: Subject) -> tuple[int, ...]:
    """Slots in which another definition begins to hold, but for the first one."""
    view = subject.view
    starts = sorted({row["period"] for row in rows})
    broken = find_breaks(view.metric, view.scope, starts)
    return tuple(slot for slot, start in enumerate(starts) if start in broken)


def build_tops(rows: list[Row], layout: Layout, subject: Subject) -> pl.DataFrame:
    """One row per strip and period: the value, or the sum of its parts."""
    places = _Places(rows, layout, subject)
    groups = groupby(sorted(rows, key=places.find), places.find)
    columns = [list(group) for _, group in groups]
    tops = [places.describe(rows[0]) | _sum_up(rows, subject) for rows in columns]
    return pl.DataFrame(tops, schema=_TOPS)


def build_segments(rows: list[Row], layout: Layout, subject: Subject) -> pl.DataFrame:
    """One row per part of a column; none where columns have no parts."""
    column = layout.part_column
    places = _Places(rows, layout, subject)
    segments = [
        {
            **places.describe(row),
            "part": name_key(row, [column]),
            "name": name_place(row, subject),
            "value": row["value"],
            "value_text": say_value(row, subject),
            "provenance": word("provenance", row["provenance"]),
            FIGURE: _find_figure([row], subject),
        }
        for row in rows
        if column
    ]
    return pl.DataFrame(segments, schema=_SEGMENTS)


class _Places:
    """The strip and the slot of every row."""

    def __init__(self, rows: list[Row], layout: Layout, subject: Subject) -> None:
        self.grain = subject.view.grain
        self.columns = layout.strip_columns
        self.strips = {key: place for place, key in enumerate(layout.strips)}
        periods = sorted({row["period"] for row in rows})
        self.slots = {period: place for place, period in enumerate(periods)}
        self.partial = {row["period"] for row in rows if is_marked_partial(row)}

    def find(self, row: Row) -> tuple[int, int]:
        """Strip and slot, from 0."""
        key = tuple(row[column] for column in self.columns)
        return self.strips[key], self.slots[row["period"]]

    def describe(self, row: Row) -> dict[str, Any]:
        """Strip and slot with their names."""
        strip, slot = self.find(row)
        strip_name = name_key(row, self.columns)
        period = name_period(self.grain, row["period"])
        mark = PARTIAL_MARK if row["period"] in self.partial else ""
        return {
            "strip": strip,
            "slot": slot,
            "strip_name": strip_name,
            "slot_name": f"{period}{mark}",
            "name": " · ".join(filter(None, (strip_name, period))),
        }


def _sum_up(group: list[Row], subject: Subject) -> dict[str, Any]:
    """A value of its own, or the sum of parts; a sum without all parts says nothing."""
    known = [row for row in group if row["value"] is not None]
    whole = {**group[0], "value": None}
    if known:
        whole |= {"value": sum(row["value"] for row in known), "state": "value"}
    return {
        "value": whole["value"],
        "value_text": say_value(whole, subject)
        if len(known) in (0, len(group))
        else "",
        "is_not_reported": NOT_REPORTED in (whole["member"], whole["member_2"]),
        "provenance": word(
            "provenance", weakest_provenance(row["provenance"] for row in group)
        ),
        FIGURE: _find_figure(group, subject),
    }


def _find_figure(group: list[Row], subject: Subject) -> str | None:
    """The figure of a mark; a sum, and what the warehouse lacks, has none."""
    [row, *others] = group
    return None if others else name_figure(row, subject.view)
