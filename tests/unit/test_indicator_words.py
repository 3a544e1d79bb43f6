"""Figures, periods and breaks of indicators in words."""

from datetime import date

import polars as pl
import pytest

from dashboard.indicator_words import format_figure
from dashboard.indicators import changes
from dashboard.indicators.cells import say_actual, say_baseline, say_met, say_target
from dashboard.indicators.framework import Period
from dashboard.indicators.parts import Part, say_sum
from dashboard.period_names import code_period, name_period

COUNT = {"data_type": "integer", "unit_en": "trainings", "unit_ru": "тренинги"}
SHARE = {**COUNT, "data_type": "share"}
YEAR = Period("fiscal_year", date(2008, 10, 1))
ROW = {
    "actual": 3.0,
    "actual_state": "value",
    "is_partial": False,
    "is_closed": True,
    "target": 4.0,
    "baseline": None,
    "baseline_date": None,
    "percent_met_form": "of_target",
    "percent_met_pct": 75.0,
}


@pytest.mark.parametrize(
    ("grain", "day", "code", "name"),
    [
        ("fiscal_year", date(2008, 10, 1), "FY2009", "FY2009"),
        ("fiscal_quarter", date(2008, 10, 1), "FY2009Q1", "FY2009 Q1"),
        ("fiscal_quarter", date(2008, 4, 1), "FY2008Q3", "FY2008 Q3"),
        ("fiscal_quarter", date(2008, 7, 1), "FY2008Q4", "FY2008 Q4"),
        ("year", date(2008, 1, 1), "2008-01-01", "2008"),
        ("quarter", date(2008, 10, 1), "2008-10-01", "Q4 2008"),
        ("month", date(2008, 4, 1), "2008-04-01", "Apr 2008"),
    ],
)
def test_periods_are_named_by_the_us_fiscal_year(grain, day, code, name):
    assert code_period(grain, day) == code
    assert name_period(grain, day) == name


def test_a_figure_is_written_by_its_data_type():
    assert format_figure(0.5, SHARE) == "50.0%"
    assert format_figure(2899.5, COUNT) == "2,899.5"
    assert format_figure(None, COUNT) == ""


def test_per_cent_met_names_its_form():
    assert say_met(ROW) == "75% of target"
    assert "baseline" in say_met({**ROW, "percent_met_form": "from_baseline"})
    assert say_met({**ROW, "percent_met_pct": None}) == "–"


def test_a_cut_period_says_so_once_it_is_closed():
    assert say_actual(ROW, COUNT) == "3"
    assert say_actual({**ROW, "is_partial": True}, COUNT) == "3 (in part)"
    assert say_actual({**ROW, "is_partial": True, "is_closed": False}, COUNT) == "3"


@pytest.mark.parametrize(
    ("state", "words"),
    [
        ("not_published", "Not published"),
        ("not_yet_due", "Not yet due"),
        ("not_reported", "Not reported"),
        ("not_applicable", "Not applicable"),
        ("suppressed", "Suppressed"),
    ],
)
def test_a_missing_figure_is_its_state(state, words):
    assert say_actual({**ROW, "actual": None, "actual_state": state}, COUNT) == words


def test_zero_is_a_figure_and_a_missing_target_is_none():
    assert say_actual({**ROW, "actual": 0.0, "actual_state": "zero"}, COUNT) == "0"
    assert say_target({**ROW, "target": 0.0}, COUNT, "Not set") == "0"
    assert say_target({**ROW, "target": None}, COUNT, "Not set") == "Not set"


def test_a_baseline_has_its_date():
    row = {**ROW, "baseline": 0.44, "baseline_date": date(2008, 1, 1)}
    assert say_baseline(row, SHARE, "Not set") == "44.0% (1 Jan 2008)"
    assert say_baseline(ROW, SHARE, "Not set") == "Not set"


def test_parts_are_held_against_the_whole():
    parts = [
        Part(name, name, {YEAR: {"actual": value}})
        for name, value in (("a", 2.0), ("b", 1.0), ("not_reported", 0.0))
    ]
    assert say_sum(parts, YEAR, ROW, COUNT) == "3 = total"
    assert say_sum(parts, YEAR, {**ROW, "actual": 4.0}, COUNT) == "3 ≠ total 4"
    assert say_sum(parts, YEAR, {**ROW, "actual": None}, COUNT) == ""


@pytest.mark.parametrize(
    ("changed", "years"),
    [
        (date(2009, 3, 1), {2008}),
        (date(2009, 10, 1), {2009}),
        (date(2008, 3, 1), set()),
        (date(2007, 1, 1), set()),
    ],
)
def test_a_break_stands_before_the_period_of_the_change(monkeypatch, changed, years):
    rows = pl.DataFrame({"changed_date": [changed]})
    monkeypatch.setattr(changes, "ask", lambda *_: rows)
    days = [date(year, 10, 1) for year in (2007, 2008, 2009)]
    breaks = changes.find_breaks("held", "real", days)
    assert {day.year for day in breaks} == years
