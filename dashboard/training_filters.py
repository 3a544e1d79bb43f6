"""Filters of the trainings page, kept in the URL."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

import streamlit as st

from dashboard.data import ask
from dashboard.filters import ALL, choose_one
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


def choose_trainings(scope: str) -> TrainingFilter:
    """Draw the filters and return the choice; an unknown value counts as all."""
    places = ask(fetch_training_places, scope)
    codes = ask(fetch_training_codes, scope).to_dicts()
    with st.grid(min_column_width=FILTER_WIDTH):
        period = _choose("period", _list_periods(scope), _find_only_year())
        district = _choose("district", _list_districts(places.to_dicts()))
        if district != ALL:
            places = places.filter(places["federal_district_code"] == district)
        city = _choose(
            "city", _list_cities(places.sort(name_column("name")).to_dicts())
        )
        method = _choose("method", _list_codes(codes, "method"))
        status = _choose("status", _list_codes(codes, "event_status"))
    year, month = read_period(period)
    return TrainingFilter(
        scope,
        year,
        month,
        *(None if code == ALL else code for code in (city, district, method, status)),
    )


def _find_only_year() -> str:
    """The year of a scope that is one year; events beside it are asked for."""
    row = scope_row()
    return str(row["end_year"]) if row.get("start_year") == row.get("end_year") else ALL


def _choose(key: str, options: Mapping[str, str], default: str = ALL) -> str:
    labels = {ALL: text("filters.all"), **options}
    preset = default if default in labels else ALL
    return choose_one(key, labels, label=markdown(f"filter.{key}"), default=preset)


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
