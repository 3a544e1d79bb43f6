"""The release file explains itself: every table and column of it has its words."""

import pytest

from warehouse.answers.dictionary import fetch_columns
from warehouse.reading import ReleaseFile, open_release
from warehouse.releases import find_served


@pytest.fixture
def file(demo_settings) -> ReleaseFile:
    return open_release(find_served(demo_settings).release, demo_settings)


def test_every_mart_is_in_the_dictionary(file, demo_settings):
    tables = set(fetch_columns(file)["table_name"])
    assert tables == set(find_served(demo_settings).release.info.row_counts)


def test_every_table_and_column_has_words(file):
    columns = fetch_columns(file)
    assert columns.height > 500
    for words in ("description", "table_description"):
        lengths = columns[words].str.len_chars().fill_null(0)
        wordless = columns.filter(lengths < 5)["table_name", "column_name"]
        assert wordless.rows() == []


def test_the_first_sentence_of_a_table_is_its_grain(file):
    columns = fetch_columns(file)
    told = columns.unique("table_name")["table_name", "table_description"].rows()
    assert [name for name, words in told if not words.startswith("One row ")] == []


def test_types_and_emptiness_are_those_of_the_file(file):
    columns = fetch_columns(file).filter(table_name="mart_metric_value")
    by_name = {row["column_name"]: row for row in columns.to_dicts()}
    assert by_name["value"]["data_type"] == "double"
    assert by_name["value"]["is_nullable"]
    assert by_name["period"]["data_type"] == "date"
    assert not by_name["metric"]["is_nullable"]
