"""The data dictionary on the page of sources: chosen, searched, taken away."""

import pytest

from tests.app.opening import open_page

pytestmark = pytest.mark.usefixtures("demo_pages")


def open_dictionary(query: str):
    app = open_page("sources", f"lang=en&{query}")
    assert not app.exception
    return app


def find_rows(app) -> list[dict[str, object]]:
    [table] = [t for t in app.dataframe if "data_type" in t.value.columns]
    return table.value.to_dict("records")


def test_all_columns_are_listed():
    rows = find_rows(open_dictionary(""))
    assert len(rows) > 500
    assert {"mart_metric_value", "dim_scope"} <= {row["table_name"] for row in rows}


def test_a_table_is_chosen_with_its_grain():
    app = open_dictionary("table=dim_date")
    assert "fiscal_year_start_date" in {row["column_name"] for row in find_rows(app)}
    assert any("One row per day" in html.value for html in app.get("html"))


def test_words_are_looked_for_in_names_and_descriptions():
    rows = find_rows(open_dictionary("words=Fiscal+quarter&table=dim_date"))
    assert rows
    for row in rows:
        assert "fiscal" in f"{row['column_name']} {row['description']}".casefold()
    assert len(rows) < len(find_rows(open_dictionary("table=dim_date")))


@pytest.mark.parametrize("query", ["words=zzzz", "words=%25%2B(%5B", "words=a.c.x"])
def test_what_is_not_there_is_said(query):
    app = open_dictionary(query)
    assert "Nothing to show for this choice" in app.info[0].value


def test_an_unknown_table_is_all_of_them():
    assert len(find_rows(open_dictionary("table=pg_catalog"))) > 500
