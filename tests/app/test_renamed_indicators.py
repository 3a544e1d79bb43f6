"""Links with the former name of an indicator lead to it."""

import duckdb
import pytest
import streamlit as st

from tests.app.opening import open_page, read_words
from warehouse.checksums import compute_checksum
from warehouse.release_info import write_info
from warehouse.releases import find_served
from warehouse.settings import Settings

OLD = "trainings_formerly"


@pytest.fixture
def renamed(warehouse_copy, monkeypatch):
    """The demo, whose served release knows a former name of `trainings_held`."""
    monkeypatch.setenv("WAREHOUSE_DIR", str(warehouse_copy))
    release = find_served(Settings(dir=warehouse_copy)).release
    with duckdb.connect(str(release.database)) as connection:
        connection.execute(
            "insert into marts.dim_indicator_alias values "
            f"('{OLD}', 'trainings_held', '2026-12-01', 'x')"
        )
    sums = {n: compute_checksum(release.path / n) for n in release.info.checksums}
    write_info(release.path, release.info.model_copy(update={"checksums": sums}))
    # Answers are kept by release, and this one has the name of the demo's.
    st.cache_resource.clear()
    yield
    st.cache_resource.clear()


@pytest.mark.parametrize(
    ("page", "key"), [("indicators", "indicator"), ("explore", "metric")]
)
@pytest.mark.usefixtures("renamed")
def test_a_former_name_leads_to_the_indicator(page, key):
    app = open_page(page, f"scope=example&{key}={OLD}")
    known = open_page(page, f"scope=example&{key}=trainings_held")
    assert not app.exception
    assert app.query_params[key] == known.query_params[key] == "trainings_held"
    assert read_words(app) == read_words(known)
