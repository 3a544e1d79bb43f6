"""Tables as files: what every row says of itself, and what no spreadsheet may run."""

import csv
import io

import polars as pl
import pytest

from dashboard.tables import write_csv

NOTES = {"scope": "programme", "provenance": "reported", "release": "r1"}


def read_rows(content: bytes) -> list[dict[str, str]]:
    text = content.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_every_row_says_where_it_comes_from():
    rows = read_rows(write_csv(pl.DataFrame({"n": [1, 2]}), NOTES))
    assert [row["n"] for row in rows] == ["1", "2"]
    assert all(row | NOTES == row for row in rows)


def test_a_row_keeps_the_words_of_its_own_provenance():
    table = pl.DataFrame({"provenance": ["◇ illustrative"]})
    row = read_rows(write_csv(table, NOTES))[0]
    assert row["provenance_name"] == "◇ illustrative"
    assert row["provenance"] == "reported"


@pytest.mark.parametrize("start", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"])
def test_no_cell_is_a_formula(start):
    rows = read_rows(write_csv(pl.DataFrame({"name": [start]}), NOTES))
    assert rows[0]["name"].startswith("'")


@pytest.mark.parametrize("start", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"])
def test_no_head_is_a_formula(start):
    [head] = read_rows(write_csv(pl.DataFrame({start: [1]}), {}))[0].keys() - {
        "downloaded_at"
    }
    assert head == f"'{start}"


def test_numbers_stay_numbers():
    assert read_rows(write_csv(pl.DataFrame({"gain": [-1.5]}), {}))[0]["gain"] == "-1.5"


def test_russian_is_read_by_spreadsheets():
    content = write_csv(pl.DataFrame({"имя": ["Тренинг"]}), {})
    assert content.startswith("\ufeff".encode())
    assert "Тренинг" in content.decode("utf-8-sig")


def test_an_empty_table_keeps_its_head():
    table = pl.DataFrame(schema={"name": pl.String})
    assert b"name,scope" in write_csv(table, {"scope": "programme"})
