"""The choices of Explore: an indicator, then only what that indicator offers."""

import streamlit as st

from dashboard.explore.view import (
    WHOLE,
    View,
    choose_grain,
    list_grains,
    list_members,
    list_metrics,
    list_periods,
    list_second_splits,
    list_splits,
    name_dimension,
    read_view,
)
from dashboard.filters import choose_many, choose_one
from dashboard.fragments import fragment
from dashboard.wording import escape, markdown

FILTERS = "explore_filters"
FIGURE = "explore_figure"
SHEET = "explore_sheet"
METRIC_WIDTH = 720
FILTER_WIDTH = 200
MEMBERS_WIDTH = 420


@fragment
def choose_metric(scope: str) -> None:
    """Choose the indicator; what it offers, shows and means is drawn again."""
    with st.container(width=METRIC_WIDTH):
        choose_one(
            "metric",
            list_metrics(scope),
            label=markdown("filter.metric"),
            reruns=[FILTERS, FIGURE, SHEET],
        )


@fragment(key=FILTERS)
def show_filters(scope: str) -> None:
    """Choose periods, split and members; only what leaves a choice is drawn."""
    view = read_view(scope)
    if view is None:
        return
    with st.grid(min_column_width=FILTER_WIDTH):
        _choose_grain(view)
        _choose_splits(view)
        _choose_span(view)
    if view.dimensions:
        with st.grid(min_column_width=MEMBERS_WIDTH):
            _choose_members(view)


def _choose_grain(view: View) -> None:
    grains = list_grains(view.scope, view.metric)
    if len(grains) > 1:
        choose_one(
            "grain",
            grains,
            label=markdown("filter.grain"),
            default=choose_grain(view.scope, view.metric),
            reruns=[FILTERS, FIGURE, SHEET],
            clears=["from", "to"],
        )


def _choose_splits(view: View) -> None:
    place = (view.scope, view.metric, view.grain)
    _offer_split("by", list_splits(*place), ["and", "member", "member_2"])
    _offer_split("and", list_second_splits(*place, view.by), ["member_2"])


def _offer_split(key: str, options: dict[str, str], clears: list[str]) -> None:
    if len(options) > 1:
        choose_one(
            key,
            options,
            label=markdown(f"filter.{key}"),
            default=WHOLE,
            reruns=[FILTERS, FIGURE, SHEET],
            clears=clears,
        )


def _choose_span(view: View) -> None:
    periods = list_periods(view.scope, view.metric, view.grain)
    if len(periods) < 2:
        return
    first, last = next(iter(periods)), next(reversed(periods))
    choose_one(
        "from",
        periods,
        label=markdown("filter.from"),
        default=first,
        reruns=[FILTERS, FIGURE],
    )
    later = {day: name for day, name in periods.items() if day >= str(view.start)}
    choose_one("to", later, label=markdown("filter.to"), default=last, reruns=[FIGURE])


def _choose_members(view: View) -> None:
    for place, dimension in enumerate(view.dimensions):
        choose_many(
            ("member", "member_2")[place],
            list_members(view, place),
            label=escape(name_dimension(dimension)),
            reruns=[FIGURE],
        )
