"""The rows of a view: narrowed, ranked, and in words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

from dashboard.data import ask
from dashboard.explore.view import WHOLE, View, fetch_cells
from dashboard.indicator_words import format_figure
from dashboard.members import NOT_REPORTED, ORDERED, rank_members
from dashboard.period_names import name_period
from dashboard.states import show_value
from dashboard.wording import pick, text
from warehouse.answers.metrics import fetch_totals

Row = dict[str, Any]
Key = tuple[str, ...]


@dataclass(frozen=True)
class Subject:
    """A view with the row of its indicator in `dim_indicator`."""

    view: View
    indicator: Row

    @property
    def has_additive_parts(self) -> bool:
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
    cells: pl.DataFrame,
    columns: Sequence[str],
    subject: Subject,
    most: int | None = None,
) -> list[Key]:
    """At most so many members, or pairs, the largest first.

    What was not reported of a dimension comes last and is never left out. Members of
    a dimension with an order of its own are then put into it.
    """
    if not columns:
        return [()]
    orders = {
        f"{column}_order": _find_order(column, subject.view) for column in columns
    }
    rows = rank_members(cells, columns, subject.indicator["rollup_time"], **orders)
    unknown = [row for row in rows if [row[c] for c in columns] == [NOT_REPORTED]]
    drawn = [row for row in rows if row not in unknown][:most] + unknown
    drawn.sort(key=lambda row: [row[order] for order in orders])
    return [tuple(row[column] for column in columns) for row in drawn]


def _find_order(column: str, view: View) -> pl.Expr:
    """A member's place in its dimension's own order; the same for all without one."""
    dimension, order = {
        "member": (view.by, "sort_order"),
        "member_2": (view.by_2, "sort_order_2"),
    }[column]
    return (
        pl.col(order).first().fill_null(0)
        if dimension in ORDERED
        else pl.lit(0).first()
    )


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
    """A value, with n where it is a share or a mean; or its state.

    Where there is no number of people, n is the denominator.
    """
    figure = format_figure(row["value"], subject.indicator)
    n = row["denominator"] if row["n"] is None else row["n"]
    if with_n and subject.has_n and n is not None:
        figure = text("explore.with_n", value=figure, n=round(n))
    return show_value(figure, row["state"])


def name_place(row: Mapping[str, Any], subject: Subject) -> str:
    """Members and period of a row, `Women · 2008`, as far as the view has several."""
    columns = [c for c in ("member", "member_2") if row.get(c) not in (None, WHOLE)]
    names = [name_key(row, columns)] if columns else []
    view = subject.view
    if not names or view.start != view.end:
        names.append(name_period(view.grain, row["period"]))
    return " · ".join(names)
