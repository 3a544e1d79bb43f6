"""The rows of a view: narrowed, ranked, and in words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

from dashboard.data import ask
from dashboard.explore.view import WHOLE, View, fetch_cells, name_period
from dashboard.indicator_words import format_figure
from dashboard.states import show_value
from dashboard.wording import pick, text
from warehouse.answers.metrics import fetch_totals

NOT_REPORTED = "not_reported"
ORDERED = ("age_band", "partnership_stage", "best_practice_stage")
"""Dimensions whose members stand in their own order, not by value."""

Row = dict[str, Any]
Key = tuple[str, ...]


@dataclass(frozen=True)
class Subject:
    """A view with the row of its indicator in `dim_indicator`."""

    view: View
    indicator: Row

    @property
    def is_additive(self) -> bool:
        """Whether members add up to the whole."""
        return bool(self.indicator["rollup_disaggregates"] == "sum")

    @property
    def has_n(self) -> bool:
        """Whether a number of answers belongs beside each value: shares and means."""
        return bool(self.indicator["rollup_time"] == "recomputed")

    @property
    def is_level(self) -> bool:
        """Whether periods are states of one thing rather than amounts of their own."""
        return self.indicator["rollup_time"] in ("latest", "recomputed")


def narrow(view: View) -> pl.DataFrame:
    """The rows of the view's split, of the members and periods chosen."""
    cells = fetch_cells(view).filter(pl.col("period").is_between(view.start, view.end))
    for column, chosen in (("member", view.members), ("member_2", view.members_2)):
        if chosen:
            cells = cells.filter(pl.col(column).is_in(chosen))
    return cells


def fetch_wholes(view: View) -> pl.DataFrame:
    """The undivided values of the periods chosen."""
    totals = ask(fetch_totals, view.scope, (view.metric,), view.grain)
    return totals.filter(pl.col("period").is_between(view.start, view.end))


def rank_keys(
    cells: pl.DataFrame, columns: Sequence[str], subject: Subject
) -> list[Key]:
    """Members, or pairs of them, the largest first; what was not reported comes last.

    A dimension with an order of its own keeps it. Amounts are ranked by their sum,
    levels and what cannot be added by the latest value known.
    """
    if not columns:
        return [()]
    adds = subject.is_additive and not subject.is_level
    size = pl.col("value").sum() if adds else pl.col("value").drop_nulls().last()
    ranked = cells.group_by(*columns, maintain_order=True).agg(
        size=size,
        **{f"{column}_order": pl.col(_order_of(column)).first() for column in columns},
    )
    rows = ranked.to_dicts()
    rows.sort(key=lambda row: _rank(row, columns, subject.view))
    return [tuple(row[column] for column in columns) for row in rows]


def _rank(row: Row, columns: Sequence[str], view: View) -> tuple[Any, ...]:
    dimensions = {"member": view.by, "member_2": view.by_2}
    unknown = [row[column] == NOT_REPORTED for column in columns]
    own = [
        (row[f"{column}_order"] or 0) if dimensions[column] in ORDERED else 0
        for column in columns
    ]
    size = row["size"]
    return (any(unknown), *own, size is None, -(size or 0), *map(row.get, columns))


def _order_of(column: str) -> str:
    return "sort_order_2" if column == "member_2" else "sort_order"


def pick_rows(
    cells: pl.DataFrame, columns: Sequence[str], keys: Sequence[Key]
) -> list[Row]:
    """The rows of some members, or pairs of them."""
    wanted = set(keys)
    return [
        row
        for row in cells.to_dicts()
        if tuple(row[column] for column in columns) in wanted
    ]


def name_key(row: Mapping[str, Any], columns: Sequence[str]) -> str:
    """The names of a row's members, as far as `columns` go."""
    stems = {"member": "name", "member_2": "name_2"}
    return " · ".join(
        pick(row, stems[column]) or str(row[column]) for column in columns
    )


def is_marked_partial(row: Mapping[str, Any]) -> bool:
    """Whether a value stands for a period that its source covers only in part."""
    return bool(row["is_partial"]) and row["value"] is not None


def say_value(row: Mapping[str, Any], subject: Subject, *, with_n: bool = True) -> str:
    """A value, with n where it is a share or a mean; or its state."""
    figure = format_figure(row["value"], subject.indicator)
    if with_n and subject.has_n and row.get("n") is not None:
        figure = text("explore.with_n", value=figure, n=row["n"])
    return show_value(figure, row["state"])


def name_place(row: Mapping[str, Any], subject: Subject) -> str:
    """Members and period of a row, `Women · 2008`, as far as the view has several."""
    columns = [c for c in ("member", "member_2") if row.get(c) not in (None, WHOLE)]
    names = [name_key(row, columns)] if columns else []
    view = subject.view
    if not names or view.start != view.end:
        names.append(name_period(view.grain, row["period"]))
    return " · ".join(names)
