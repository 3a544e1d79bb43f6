"""Groups of an indicator: zero is a value, and the largest are told by their kind."""

from datetime import date

import polars as pl
import pytest

from dashboard.indicators.disaggregation import _list_periods
from dashboard.indicators.framework import YEARS, Period
from dashboard.indicators.history import LONGEST, _trim
from dashboard.indicators.parts import Part, _is_worth_a_row
from dashboard.members import rank_members


def make_rows(actuals: list[float | None]) -> list[dict]:
    return [
        {"period": date(2000 + place, 1, 1), "actual": actual, "target": None}
        for place, actual in enumerate(actuals)
    ]


def test_only_unknown_periods_at_the_ends_are_left_out() -> None:
    days = _list_periods(make_rows([None, 0.0, None, 3.0, 0.0, None]))
    assert [day.year for day in days] == [2001, 2002, 2003, 2004]


def test_of_many_periods_those_with_zero_stay() -> None:
    rows = make_rows([None, 0.0, *[1.0] * LONGEST, 0.0, None])
    assert _trim(rows) == rows[1:-1]


@pytest.mark.parametrize(("actual", "is_shown"), [(0.0, True), (None, False)])
def test_a_group_with_zero_has_a_row(actual: float | None, is_shown: bool) -> None:
    cells = {Period(YEARS, date(2008, 10, 1)): {"actual": actual, "target": None}}
    assert _is_worth_a_row(Part("female", "Women", cells)) is is_shown


@pytest.mark.parametrize(
    ("rollup_time", "first"),
    [
        ("sum", "faded"),
        ("latest", "grown"),
        ("recomputed", "grown"),
        ("distinct", "grown"),
    ],
)
def test_only_amounts_are_ranked_by_their_sum(rollup_time: str, first: str) -> None:
    cells = pl.DataFrame(
        {
            "member": ["unknown", "faded", "faded", "grown", "grown", "grown"],
            "value": [None, 9.0, 1.0, 2.0, 3.0, None],
        }
    )
    ranked = [row["member"] for row in rank_members(cells, ["member"], rollup_time)]
    assert ranked[0] == first
    assert ranked[-1] == "unknown"
