"""Numbers, shares and ids as people and spreadsheets write them."""

import polars as pl
import pytest
from hypothesis import assume, given
from hypothesis import settings as effort
from hypothesis import strategies as st

from warehouse.intake.numbers import read_identifier, read_number, read_whole


def read(reader, *texts, **wishes):
    frame = pl.DataFrame({"text": texts}, schema={"text": pl.String})
    return frame.select(reader(pl.col("text"), **wishes)).to_series().to_list()


NUMBERS = [
    ("1 234,5", 1234.5),
    ("1\u00a0234,5", 1234.5),
    ("1\u202f234\u202f567", 1234567.0),
    ("1,234.5", 1234.5),
    ("1.234,5", 1234.5),
    ("1.234.567", 1234567.0),
    ("1'234.5", 1234.5),
    ("0,125", 0.125),
    ("12,5", 12.5),
    ("\u22123,5", -3.5),
    ("+7", 7.0),
    (".5", 0.5),
    ("1e3", 1000.0),
    ("1,234", None),
    ("-1,234", None),
    ("1 23", None),
    ("1,23,4", None),
    ("twelve", None),
    ("12 чел.", None),
    ("--1", None),
]


@pytest.mark.parametrize(("text", "number"), NUMBERS)
def test_a_decimal_number(text, number):
    assert read(read_number, text) == [number]


@pytest.mark.parametrize(
    ("text", "number"),
    [("40 %", 40), ("40%", 40), ("40\u00a0%", 40), ("12,5 %", 12.5), ("%", None)]
    + [("1,234 %", None)],
)
def test_a_share(text, number):
    assert read(read_number, text, is_share=True) == [number]
    if "%" in text:
        assert read(read_number, text) == [None]


@pytest.mark.parametrize(
    ("text", "number"),
    [("12", 12), ("12.0", 12), ("12,0", 12), ("1 234", 1234), ("1,234", 1234)]
    + [("1\u00a0234", 1234), ("1.000", None), ("12.000", None), ("12.5", None)]
    + [("12,5", None), ("1e2", None), ("99999999999999999999", None), ("-3", -3)],
)
def test_a_whole_number(text, number):
    assert read(read_whole, text) == [number]


_SPACES = (" ", "\u00a0", "\u2009", "\u202f")


@effort(max_examples=150, deadline=None)
@given(
    whole=st.integers(0, 10**12),
    cents=st.integers(0, 99),
    space=st.sampled_from(_SPACES),
    sign=st.sampled_from(["", "-", "\u2212"]),
)
def test_a_number_reads_back_the_same_in_any_style(whole, cents, space, sign):
    value = (whole + cents / 100) * (-1 if sign else 1)
    grouped = f"{whole:,}"
    styles = [
        f"{sign}{whole}.{cents:02}",
        f"{sign}{whole},{cents:02}",
        f"{sign}{grouped}.{cents:02}",
        f"{sign}{grouped.replace(',', space)},{cents:02}",
        f"{sign}{grouped.replace(',', '.')},{cents:02}",
    ]
    assert read(read_number, *styles) == pytest.approx([value] * len(styles))
    if not cents:
        texts = [f"{sign}{whole}", f"{sign}{grouped.replace(',', space)}"]
        expected = -whole if sign else whole
        assert read(read_whole, *texts) == [expected] * 2


@effort(max_examples=100, deadline=None)
@given(st.integers(0, 10**15 - 1))
def test_an_id_is_recovered_while_all_its_digits_are_there(number):
    text = str(number)
    whole = f"{float(number)!r}"
    assume(".0" in whole or "e+" in whole)
    floated = [f"{number}.0", f"{number}.00", f"{text[0]}.{text[1:]}E+{len(text) - 1}"]
    if len(text) == 1:
        floated = floated[:2]
    assert read(read_identifier, text, *floated) == [text] * (len(floated) + 1)


@pytest.mark.parametrize("text", ["1.23457E+11", "1,2E+5", "1e+30", "5E+3"])
def test_an_id_that_has_lost_digits_is_not_guessed(text):
    assert read(read_identifier, text) == [None]


@pytest.mark.parametrize("text", ["007", "1.5", "e1", "2008-04", "1.0.0", "E+5", "12E"])
def test_an_id_that_only_looks_so_is_left_alone(text):
    assert read(read_identifier, text) == [text]
