"""Filters of the trainings page, kept in the URL."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import streamlit as st

from dashboard.data import ask
from dashboard.figures import describe_filters
from dashboard.filters import ALL, choose_one, read
from dashboard.fragments import fragment
from dashboard.frame import scope_row
from dashboard.wording import format_date, markdown, name_column, pick, text
from warehouse.answers.trainings import (
    TrainingFilter,
    fetch_training_codes,
    fetch_training_months,
    fetch_training_places,
    read_period,
)

FILTER_WIDTH = 168
FILTERS = "training_filters"
FOUND = "trainings_found"


@dataclass(frozen=True)
class Choice:
    """One filter: its URL key, the codes it may have with their labels, its default."""

    key: str
    labels: Mapping[str, str]
    default: str = ALL

    def read(self) -> str:
        """The code in the address; an unknown one counts as the default."""
        return read(self.key, self.labels, self.preset)

    @property
    def preset(self) -> str:
        """The default if the data have it, else all."""
        return self.default if self.default in self.labels else ALL


@dataclass(frozen=True)
class Chosen:
    """A choice of events: for asking for them, and in words for what is downloaded."""

    events: TrainingFilter
    words: str = ""


@fragment(key=FILTERS)
def show_training_filters(scope: str) -> None:
    """Draw the filters; a change runs the events found again, and only them.

    What no event has anything of to choose from is left out.
    """
    with st.grid(min_column_width=FILTER_WIDTH):
        for choice in filter(
            lambda choice: len(choice.labels) > 1, list_choices(scope)
        ):
            choose_one(
                choice.key,
                choice.labels,
                label=markdown(f"filter.{choice.key}"),
                default=choice.preset,
                # A district leaves only its own municipalities to choose from.
                reruns=[FILTERS, FOUND] if choice.key == "district" else [FOUND],
            )


def read_chosen(scope: str) -> Chosen:
    """The choice that the address holds."""
    choices = list_choices(scope)
    codes = {choice.key: choice.read() for choice in choices}
    named = {c.key: c.labels[codes[c.key]] for c in choices if codes[c.key] != ALL}
    year, month = read_period(codes.pop("period"))
    chosen = {key: None if code == ALL else code for key, code in codes.items()}
    return Chosen(TrainingFilter(scope, year, month, **chosen), describe_filters(named))


def list_choices(scope: str) -> list[Choice]:
    """The filters of a scope, with what occurs in its data."""
    places = ask(fetch_training_places, scope).sort(name_column("name")).to_dicts()
    codes = ask(fetch_training_codes, scope).to_dicts()
    district = _offer("district", _list_districts(places))
    near = [row for row in places if district.read() in (ALL, _find_district(row))]
    return [
        _offer("period", _list_periods(scope), _find_only_year()),
        district,
        _offer("city", _list_cities(near)),
        _offer("method", _list_codes(codes, "method")),
        _offer("status", _list_codes(codes, "event_status")),
    ]


def _offer(key: str, options: Mapping[str, str], default: str = ALL) -> Choice:
    return Choice(key, {ALL: text("filters.all"), **options}, default)


def _find_district(place: Mapping[str, Any]) -> str:
    return str(place["federal_district_code"])


def _find_only_year() -> str:
    """The year of a scope that is one year; events beside it are asked for."""
    row = scope_row()
    return str(row["end_year"]) if row.get("start_year") == row.get("end_year") else ALL


def _list_periods(scope: str) -> dict[str, str]:
    rows = ask(fetch_training_months, scope).to_dicts()
    periods: dict[str, str] = {}
    for row in rows:
        if row["year"]:
            periods[str(row["year"])] = str(row["year"])
        if row["month"]:
            first = date(row["year"], row["month"], 1)
            periods[f"{first:%Y-%m}"] = format_date(first, "LLLL y")
    return periods


def _list_districts(places: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    named = {
        place["federal_district_code"]: pick(place, "federal_district_name")
        for place in places
        if place["federal_district_code"]
    }
    return dict(sorted(named.items(), key=lambda item: item[1]))


def _list_cities(places: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    return {place["municipality_id"]: pick(place, "name") for place in places}


def _list_codes(codes: Iterable[Mapping[str, Any]], dimension: str) -> dict[str, str]:
    return {
        row["member"]: pick(row, "name")
        for row in codes
        if row["dimension"] == dimension
    }
