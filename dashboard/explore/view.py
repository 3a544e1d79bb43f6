"""What may be looked at, and the view that the address asks for."""

from dataclasses import dataclass
from datetime import date

import polars as pl
import streamlit as st

from dashboard.data import ask
from dashboard.filters import read
from dashboard.indicator_words import name_indicator
from dashboard.members import name_members
from dashboard.period_names import name_period
from dashboard.wording import pick, text, word
from warehouse.answers.explore import fetch_offers, fetch_view
from warehouse.answers.metrics import fetch_indicators, fetch_totals

WHOLE = "total"
GRAINS = ("year", "fiscal_year", "programme", "quarter", "fiscal_quarter", "month")
"""In the order in which they are shown unasked."""
SERIES = 3


@dataclass(frozen=True)
class View:
    """One choice, all of it valid: codes as in the address.

    `by` and `by_2` are dimensions, `WHOLE` where there is no split. No members means
    all of them. `start` and `end` are the first days of the first and the last period.
    """

    scope: str
    metric: str
    grain: str
    by: str
    by_2: str
    members: tuple[str, ...]
    members_2: tuple[str, ...]
    start: date
    end: date

    @property
    def dimensions(self) -> tuple[str, ...]:
        """The dimensions of the split, none to two."""
        return tuple(code for code in (self.by, self.by_2) if code != WHOLE)


def list_metrics(scope: str) -> dict[str, str]:
    """Metrics that a scope has rows of, with code and name, in their order."""
    offered = set(ask(fetch_offers, scope)["metric"])
    return {
        row["metric"]: name_indicator(row)
        for row in ask(fetch_indicators).to_dicts()
        if row["metric"] in offered
    }


def list_grains(scope: str, metric: str) -> dict[str, str]:
    """Grains of a metric with their names, the shortest first."""
    offered = set(_offer(scope, metric)["grain"])
    return {
        code: name for code, name in name_members("grain").items() if code in offered
    }


def choose_grain(scope: str, metric: str) -> str:
    """The grain shown unasked: one with enough periods for a series, if there is."""
    grains = list_grains(scope, metric)
    offered = [code for code in GRAINS if code in grains]
    series = (code for code in offered if _count_periods(scope, metric, code) >= SERIES)
    return next(series, offered[0])


def list_splits(scope: str, metric: str, grain: str) -> dict[str, str]:
    """The dimensions of a metric at a grain, after the whole."""
    offered = _offer(scope, metric, grain)["dimension"].unique().to_list()
    named = {code: name_dimension(code) for code in offered if code != WHOLE}
    ordered = dict(sorted(named.items(), key=lambda item: item[1]))
    return {WHOLE: text("explore.not_split"), **ordered}


def list_second_splits(scope: str, metric: str, grain: str, by: str) -> dict[str, str]:
    """The dimensions paired with `by`, after none of them."""
    pairs = _offer(scope, metric, grain).filter(pl.col("dimension_2").is_not_null())
    offered = {
        *pairs.filter(pl.col("dimension") == by)["dimension_2"],
        *pairs.filter(pl.col("dimension_2") == by)["dimension"],
    }
    named = {code: name_dimension(code) for code in offered}
    ordered = dict(sorted(named.items(), key=lambda item: item[1]))
    return {WHOLE: text("explore.not_split_further"), **ordered}


def list_members(view: View, place: int) -> dict[str, str]:
    """Members present in the first (0) or second (1) dimension, in their own order."""
    column, stem = (("member", "name"), ("member_2", "name_2"))[place]
    order = ("sort_order", "sort_order_2")[place]
    rows = fetch_cells(view).unique(column).sort(order, column, nulls_last=True)
    return {row[column]: pick(row, stem) or row[column] for row in rows.to_dicts()}


def list_periods(scope: str, metric: str, grain: str) -> dict[str, str]:
    """First days of a metric's periods with their names, the oldest first."""
    periods = ask(fetch_totals, scope, (metric,), grain)["period"].to_list()
    return {day.isoformat(): name_period(grain, day) for day in periods}


def read_view(scope: str) -> View | None:
    """The view of the address; what it does not offer counts as the default.

    None where the scope has no metric at all.
    """
    metrics = list_metrics(scope)
    if not metrics:
        return None
    metric = read("metric", metrics, next(iter(metrics)))
    grains = list_grains(scope, metric)
    grain = read("grain", grains, choose_grain(scope, metric))
    by = read("by", list_splits(scope, metric, grain), WHOLE)
    by_2 = read("and", list_second_splits(scope, metric, grain, by), WHOLE)
    start, end = _read_span(list(list_periods(scope, metric, grain)))
    view = View(scope, metric, grain, by, by_2, (), (), start, end)
    members, members_2 = _read_members(view)
    return View(scope, metric, grain, by, by_2, members, members_2, start, end)


def fetch_cells(view: View) -> pl.DataFrame:
    """All rows of the view's split, whatever members and periods it is narrowed to."""
    second = None if view.by_2 == WHOLE else view.by_2
    return ask(fetch_view, view.scope, view.metric, view.grain, view.by, second)


def name_dimension(code: str) -> str:
    """What a dimension is called."""
    return word("split", code)


def _count_periods(scope: str, metric: str, grain: str) -> int:
    return ask(fetch_totals, scope, (metric,), grain).height


def _offer(scope: str, metric: str, grain: str | None = None) -> pl.DataFrame:
    offers = ask(fetch_offers, scope).filter(pl.col("metric") == metric)
    return offers if grain is None else offers.filter(pl.col("grain") == grain)


def _read_span(periods: list[str]) -> tuple[date, date]:
    start = read("from", periods, periods[0])
    end = read("to", [day for day in periods if day >= start], periods[-1])
    return date.fromisoformat(start), date.fromisoformat(end)


def _read_members(view: View) -> tuple[tuple[str, ...], tuple[str, ...]]:
    keys = ("member", "member_2")[: len(view.dimensions)]
    chosen = []
    for place, key in enumerate(keys):
        asked = st.query_params.get_all(key)
        chosen.append(tuple(m for m in list_members(view, place) if m in asked))
    first, second = (*chosen, (), ())[:2]
    return first, second
