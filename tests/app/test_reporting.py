"""A report of an error names the page, the figure and the release."""

from urllib.parse import unquote

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.settings import load_dashboard_settings
from tests.app.opening import open_page
from warehouse.releases import find_served
from warehouse.settings import Settings

pytestmark = pytest.mark.usefixtures("demo_pages")


@pytest.fixture(autouse=True)
def address(monkeypatch):
    monkeypatch.setenv("DASHBOARD_REPORT_ADDRESS", "team@example.org")
    load_dashboard_settings.cache_clear()
    yield
    load_dashboard_settings.cache_clear()


def read_mails(app: AppTest) -> list[str]:
    links = [str(element.value) for element in app.markdown]
    return [unquote(link) for link in links if "mailto:" in link]


def test_a_card_reports_itself(demo_warehouse):
    app = open_page("overview", "lang=en&scope=example")
    mails = read_mails(app.container(key="card_trainings_held"))
    release = find_served(Settings(dir=demo_warehouse)).release.id
    assert len(mails) == 1
    assert "mailto:team@example.org?" in mails[0]
    assert "Figure: card_trainings_held/example\n" in mails[0]
    assert f"Release: {release}" in mails[0]


def test_the_rows_of_a_chart_report_the_chart():
    app = open_page("overview", "lang=ru&scope=programme")
    assert not [mail for mail in read_mails(app) if "timeline/" in mail]
    app.session_state["rows_timeline"] = True
    app.run()
    assert [mail for mail in read_mails(app) if ": timeline/programme\n" in mail]


@pytest.mark.parametrize("page", ["overview", "sources"])
def test_every_page_reports_itself(page):
    mails = read_mails(open_page(page, "lang=en"))
    assert "mailto:team@example.org?" in mails[-1]
    assert "Page: " in mails[-1]
    assert "Figure" not in mails[-1]
