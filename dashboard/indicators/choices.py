"""What the reader chooses on the list of indicators, kept in the address."""

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl
import streamlit as st

from dashboard.data import ask
from dashboard.figures import describe_filters
from dashboard.filters import ALL, choose_one, read
from dashboard.fragments import fragment
from dashboard.indicators.framework import (
    QUARTERS,
    YEARS,
    Period,
    index_totals,
    list_places,
    list_results,
    list_totals,
    name_status,
)
from dashboard.indicators.levels import name_occurring
from dashboard.members import name_members
from dashboard.period_names import code_period
from dashboard.wording import format_period, markdown, pick, text, word
from warehouse.answers.indicators import fetch_dimensions

FILTER_WIDTH = 208
PERIOD_WIDTH = 400
NO_SPLIT = "none"
PERIOD = "indicator_period"
ANSWER = "indicator_answer"
FILTERS = "indicator_filters"
FOUND = "indicators_found"
DIMENSIONS_FIRST = (
    "sex",
    "age_band",
    "participant_category",
    "organisation_type",
    "municipality",
    "region",
)


@dataclass(frozen=True)
class Chosen:
    """Which rows the tracking table shows.

    Attributes:
        judged: the period whose status counts.
        shown: the periods with columns of their own.
        level, result, status: codes, or `all`.
        split: a dimension, or `none`.
        words: the choice in words, for what is downloaded.
    """

    judged: Period
    shown: tuple[Period, ...]
    level: str
    result: str
    status: str
    split: str
    words: str


@fragment(key=PERIOD)
def show_period_choice(scope: str) -> None:
    """Draw the choice of the period; a change runs all that stands on it again."""
    options = _list_period_options(scope)
    with st.container(width=PERIOD_WIDTH):
        choose_one(
            "period",
            options,
            label=markdown("filter.reporting_period"),
            default=_code(find_default(scope)),
            reruns=[ANSWER, FILTERS, FOUND],
        )


@fragment(key=FILTERS)
def show_table_choices(scope: str) -> None:
    """Draw the choices among rows, and of a split; a change runs the table again."""
    judged, _ = _read_periods(scope)
    options = {
        "level": _list_level_options(scope),
        "result": _list_result_options(scope),
        "status": _list_status_options(scope, judged),
        "split": _list_split_options(scope),
    }
    with st.grid(min_column_width=FILTER_WIDTH):
        for key, labels in options.items():
            if len(labels) > 1:
                choose_one(
                    key,
                    labels,
                    label=markdown(f"filter.indicator_{key}"),
                    reruns=[FOUND],
                )


def read_chosen(scope: str) -> Chosen:
    """The choice that the address holds; what is unknown counts as the default."""
    judged, shown = _read_periods(scope)
    levels, results = _list_level_options(scope), _list_result_options(scope)
    statuses = _list_status_options(scope, judged)
    splits = _list_split_options(scope)
    level = read("level", levels, ALL)
    result, status = read("result", results, ALL), read("status", statuses, ALL)
    split = read("split", splits, NO_SPLIT)
    named = {
        "reporting_period": _list_period_options(scope)[_read_period_code(scope)],
        "indicator_level": levels[level] if level != ALL else "",
        "indicator_result": results[result] if result != ALL else "",
        "indicator_status": statuses[status] if status != ALL else "",
        "indicator_split": splits[split] if split != NO_SPLIT else "",
    }
    return Chosen(judged, shown, level, result, status, split, describe_filters(named))


def find_default(scope: str) -> Period:
    """The latest closed fiscal year with a target, else with a figure, else any."""
    years = list_totals(scope).filter(pl.col("grain") == YEARS)
    closed = years.filter(pl.col("is_closed"))
    for wanted in ("target", "actual"):
        found = closed.filter(pl.col(wanted).is_not_null())["period"]
        if len(found):
            return Period(YEARS, found.max())  # type: ignore[arg-type]
    return min(list_periods(scope))


def list_periods(scope: str) -> list[Period]:
    """Fiscal years and quarters of which anything is known, the newest years first."""
    totals = list_totals(scope)
    known = totals.filter(
        pl.col("grain").is_in([YEARS, QUARTERS])
        & (pl.col("target").is_not_null() | pl.col("actual").is_not_null())
    )
    some = known if known.height else totals.filter(pl.col("grain") == YEARS)
    pairs = some.select("grain", "period").unique().rows()
    newest = sorted(pairs, key=lambda pair: pair[1], reverse=True)
    return [
        Period(*pair)
        for grain in (YEARS, QUARTERS)
        for pair in newest
        if pair[0] == grain
    ]


def _read_periods(scope: str) -> tuple[Period, tuple[Period, ...]]:
    """The period judged, and those shown: all years side by side, or that one."""
    code = _read_period_code(scope)
    if code == ALL:
        years = [period for period in list_periods(scope) if period.grain == YEARS]
        return find_default(scope), tuple(sorted(years))
    period = next(p for p in list_periods(scope) if _code(p) == code)
    return period, (period,)


def _read_period_code(scope: str) -> str:
    return read("period", _list_period_options(scope), _code(find_default(scope)))


def _code(period: Period) -> str:
    return code_period(period.grain, period.day)


def _list_period_options(scope: str) -> dict[str, str]:
    periods = list_periods(scope)
    named = {_code(p): format_period(p.grain, p.day) for p in periods}
    several = sum(p.grain == YEARS for p in periods) > 1
    return {**named, **({ALL: text("tracking.all_years")} if several else {})}


def _list_level_options(scope: str) -> dict[str, str]:
    return {ALL: text("filters.all"), **name_occurring(list_places(scope))}


def _list_result_options(scope: str) -> dict[str, str]:
    measured = {place.result["result_id"] for place in list_places(scope)}
    rows = [row for row in list_results(scope) if row["result_id"] in measured]
    return {ALL: text("filters.all"), **{r["result_id"]: name_result(r) for r in rows}}


def name_result(row: Mapping[str, str]) -> str:
    """A result with its number, as plain text."""
    code = row["result_code"]
    if not code:
        return pick(row, "name")
    return text("results.numbered", code=code, name=pick(row, "name"))


def _list_status_options(scope: str, judged: Period) -> dict[str, str]:
    occurring = {row["status"] for row in index_totals(scope, judged).values()}
    known = [code for code in name_members("indicator_status") if code in occurring]
    return {ALL: text("filters.all"), **{code: name_status(code) for code in known}}


def _list_split_options(scope: str) -> dict[str, str]:
    metrics = {place.metric for place in list_places(scope)}
    rows = ask(fetch_dimensions, scope).to_dicts()
    found = {row["dimension"] for row in rows if row["metric"] in metrics}
    named = {code: word("split", code) for code in sorted(found, key=rank_dimension)}
    return {NO_SPLIT: text("tracking.no_split"), **named}


def rank_dimension(code: str) -> tuple[int, str]:
    """Where a dimension stands among others: sex first, as the donor asks for it."""
    known = code in DIMENSIONS_FIRST
    return DIMENSIONS_FIRST.index(code) if known else len(DIMENSIONS_FIRST), code
