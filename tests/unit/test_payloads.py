"""What the walk through the public audience would see, and what it would not pass."""

import json

import polars as pl
import pytest

from tests.browser.payloads import (
    Number,
    Payloads,
    UncomparedError,
    list_table_numbers,
)

WORD = "Меченая007"
TOTAL = "attendances:programme:year:2010-01-01:total:total"


@pytest.mark.parametrize(
    "written",
    [
        WORD,
        json.dumps({"name": WORD}),
        json.dumps({"name": WORD}).upper().replace(r"\U", r"\u"),
        json.dumps(json.dumps({"name": WORD})),
    ],
)
def test_a_word_is_found_however_it_is_escaped(written):
    received = Payloads(bodies=[written.encode()])
    assert received.find({WORD, "Меченая008"}) == {WORD}


def test_numbers_are_read_under_each_name_that_they_have():
    table = pl.DataFrame({"figure": [TOTAL], "actual": [7.0], "target": [9.0]})
    assert list(list_table_numbers(table)) == [
        Number(TOTAL, "value", 7.0),
        Number(TOTAL, "target", 9.0),
    ]


@pytest.mark.parametrize(
    ("words", "value", "other"),
    [("1,234.5", 1234.46, 1234.6), ("12.3%", 0.1234, 0.124), ("Suppressed", None, 4.0)],
)
def test_numbers_in_words_are_compared_as_far_as_they_are_said(words, value, other):
    table = pl.DataFrame({"figure": [TOTAL], "before": ["1"], "after": [words]})
    [number] = list_table_numbers(table)
    assert number.is_of(value)
    assert not number.is_of(other)


def test_the_file_of_the_tracking_table_names_a_figure_by_its_parts():
    parts = dict(
        zip(
            ("metric", "scope", "grain", "period", "disaggregation", "category"),
            TOTAL.split(":"),
            strict=True,
        )
    )
    numbers = {"actual": 7.0, "target": None, "figure_provenance": "imported"}
    table = pl.DataFrame([{**parts, **numbers}])
    assert set(list_table_numbers(table)) == {
        Number(TOTAL, "value", 7.0),
        Number(TOTAL, "target", None),
    }


@pytest.mark.parametrize(
    "columns",
    [
        {"figure": [TOTAL], "amount": [7.0]},
        {"figure_year_2010": [TOTAL], "value": [7.0]},
        {"figure": [TOTAL], "value": [7.0], "figure_before": [6.0]},
    ],
)
def test_a_table_of_figures_that_nobody_compares_is_no_table_to_pass(columns):
    with pytest.raises(UncomparedError):
        list(list_table_numbers(pl.DataFrame(columns)))
