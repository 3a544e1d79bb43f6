"""A release that goes while somebody begins to read it: never an error page."""

import re

import pytest
import streamlit as st
from starlette.requests import Request

from dashboard import data, docs_route
from tests.app.opening import open_page, read_words
from warehouse.releases import list_releases, publish
from warehouse.retention import remove_old_releases
from warehouse.settings import Settings

_RELEASE = re.compile(r"Error%20in%20release%20([0-9A-Za-z-]+)")


@pytest.fixture
def settings(warehouse_copy, monkeypatch):
    """The demo of which one release is kept, as soon as others tidy."""
    monkeypatch.setenv("WAREHOUSE_DIR", str(warehouse_copy))
    st.cache_resource.clear()
    return Settings(dir=warehouse_copy, keep_releases=1)


@pytest.fixture
def tidy_after(settings, monkeypatch):
    """Make others publish the newest release and tidy as soon as a function is done."""

    def tidy_after(module, name):
        function = getattr(module, name)

        def run(*arguments):
            answer = function(*arguments)
            publish(list_releases(settings)[0].id, settings)
            remove_old_releases(settings)
            return answer

        monkeypatch.setattr(module, name, run)

    return tidy_after


def test_a_page_whose_release_goes_shows_the_next_one(settings, tidy_after):
    newest, older = list_releases(settings)
    publish(older.id, settings)
    tidy_after(data, "find_served")
    app = open_page("overview", "lang=en")
    assert not app.exception
    assert set(_RELEASE.findall(read_words(app))) == {newest.id}
    assert not older.path.exists()


def test_a_pinned_release_that_goes_is_said_to_be_gone(settings, tidy_after):
    _, older = list_releases(settings)
    tidy_after(data, "find_servable")
    app = open_page("overview", f"lang=en&release={older.id}")
    assert not app.exception
    assert not app.metric
    assert not older.path.exists()


def test_a_comparison_whose_earlier_release_goes_begins_again(settings, tidy_after):
    app = open_page("changes", "lang=en&scope=example")
    assert app.dataframe
    st.cache_resource.clear()
    tidy_after(data, "is_servable")
    app.run()
    assert not app.exception
    assert not app.dataframe
    assert len(list_releases(settings)) == 1


def test_documentation_that_goes_is_not_found(settings, tidy_after):
    _, older = list_releases(settings)
    request = Request(
        {"type": "http", "headers": [], "path_params": {"release": older.id}}
    )
    assert docs_route.send_docs(request).status_code == 200
    tidy_after(docs_route, "find_docs")
    assert docs_route.send_docs(request).status_code == 404
