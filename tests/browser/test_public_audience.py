"""The public audience receives no person, and no figure but those of its own file."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import astuple
from pathlib import Path

import duckdb
import psutil
import pytest
from playwright.sync_api import Browser, Page, expect

from dashboard.menu import MENU
from dashboard.trace.figures import read_figure
from tests.browser.addresses import path_of
from tests.browser.payloads import Payloads
from tests.browser.planted import Planted, plant
from tests.browser.serving import Server, serve
from tests.browser.visiting import open_tab, settle, visit
from warehouse.releases import find_served
from warehouse.settings import Settings

PUBLIC = tuple(entry.name for entry in MENU if entry.is_public)
SCOPES = ("programme", "institution")
METRICS = ("attendances", "people_reached", "women_share_ratio", "person_hours")
SPLITS = ("", "sex", "participant_category", "age_band")


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> Planted:
    return plant(tmp_path_factory.mktemp("planted"))


@contextmanager
def serve_public(script: str, planted: Planted, log: Path) -> Iterator[Server]:
    audience = {"DASHBOARD_AUDIENCE": "public", "WAREHOUSE_EDITION": "live"}
    with serve(script, planted.edition.folder, log, **audience) as running:
        yield running


@pytest.fixture(scope="module")
def public(
    planted: Planted, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Server]:
    log = tmp_path_factory.mktemp("public") / "server.log"
    with serve_public("server.py", planted, log) as running:
        yield running


@pytest.fixture
def tab(browser: Browser) -> Iterator[Page]:
    with open_tab(browser) as page:
        yield page


@pytest.fixture(scope="module")
def values(planted: Planted) -> dict[tuple[object, ...], float | None]:
    """The public file's own figures."""
    release = find_served(Settings(dir=planted.edition.folder)).release
    with duckdb.connect(str(release.find_file("public")), read_only=True) as file:
        rows = file.execute(
            "select metric, scope, grain, period, dimension, member, null, null, value "
            "from marts.mart_metric_value union all "
            "select metric, scope, grain, period, dimension, member, dimension_2, "
            "member_2, value from marts.mart_metric_cell"
        ).fetchall()
    return {tuple(row[:-1]): row[-1] for row in rows}


def list_pages(scope: str) -> list[str]:
    return [f"{path_of(page)}?lang=en&scope={scope}" for page in PUBLIC]


def list_addresses() -> list[str]:
    pages = [address for scope in SCOPES for address in list_pages(scope)]
    explored = [
        f"/explore?lang=ru&metric={metric}&grain=fiscal_year&by={split}"
        for metric in METRICS
        for split in SPLITS
    ]
    sheets = [f"/indicators?lang=en&indicator={metric}" for metric in METRICS]
    checks = [f"/data_quality?lang=en&indicator={metric}" for metric in METRICS[:1]]
    traced = ["/?lang=en&trace=attendances:programme:year:2010-01-01:total:total"]
    events = ["/trainings?lang=en&training=planted-1"]
    return [*pages, *explored, *sheets, *checks, *traced, *events]


def test_no_person_and_no_other_figure_reaches_the_browser(
    public: Server,
    planted: Planted,
    values: dict[tuple[object, ...], float | None],
    tab: Page,
) -> None:
    received = walk(public, tab, list_addresses())
    assert len(received.files) > 20
    assert received.find(set(planted.forbidden)) == set()
    figures = list(received.list_figures())
    assert len(figures) > 300
    for name, value in figures:
        assert value == values[_read_key(name)], name


def test_the_script_alone_gives_nothing_away_either(
    planted: Planted, tab: Page, tmp_path: Path
) -> None:
    """Nothing that protects people is in the server around it."""
    with serve_public("app.py", planted, tmp_path / "server.log") as alone:
        received = walk(alone, tab, list_pages("programme"))
    assert received.find(set(planted.forbidden)) == set()


def test_the_walk_would_see_a_person(
    planted: Planted, tab: Page, tmp_path: Path
) -> None:
    """Staff read rows of people on the page of queries: the same walk finds them."""
    query = "select participant_key from marts.fct_attendance"
    with serve("server.py", planted.edition.folder, tmp_path / "server.log") as inside:
        received = Payloads()
        received.listen(tab)
        visit(tab, f"{inside.url}/sql?lang=en")
        tab.locator("textarea").fill(query)
        tab.locator("textarea").press("Control+Enter")
        expect(tab.locator(".st-key-sql_result h3")).to_contain_text("rows")
        settle(tab)
    assert received.find(set(planted.forbidden)) != set()


def walk(server: Server, tab: Page, addresses: list[str]) -> Payloads:
    """Visit pages, open what folds, save what is offered; all that came meanwhile."""
    received = Payloads()
    received.listen(tab)
    for address in addresses:
        visit(tab, server.url + address)
        expect(tab.get_by_test_id("stException")).to_have_count(0)
        _open_everything(tab)
        received.read_answers()
    return received


def _open_everything(tab: Page) -> None:
    """Open the folds with the rows of charts, and save each file that is offered.

    Under an open panel the page answers no click.
    """
    if tab.get_by_role("dialog").count():
        return
    for fold in tab.get_by_text("Table and download", exact=True).all():
        fold.click()
        settle(tab)
    for button in tab.get_by_test_id("stDownloadButton").all():
        with tab.expect_download():
            button.get_by_role("button").click()
    settle(tab)


def _read_key(name: str) -> tuple[object, ...]:
    figure = read_figure(name)
    assert figure, name
    return astuple(figure)


def test_the_internal_file_is_never_opened(public: Server, tab: Page) -> None:
    visit(tab, f"{public.url}/?lang=en")
    opened = {
        Path(f.path).name for f in psutil.Process(public.process.pid).open_files()
    }
    assert "public.duckdb" in opened
    assert "internal.duckdb" not in opened


@pytest.mark.parametrize("page", ["intake", "sql"])
def test_the_workbench_is_not_there(public: Server, tab: Page, page: str) -> None:
    visit(tab, f"{public.url}/{page}?lang=en")
    expect(tab.get_by_text("SELECT")).to_have_count(0)
    expect(tab.locator("input[type=file]")).to_have_count(0)
    expect(tab.get_by_role("link", name="Intake")).to_have_count(0)


def test_the_rule_is_said_on_request(public: Server, tab: Page) -> None:
    visit(tab, f"{public.url}/participants?lang=en")
    tab.get_by_role("button", name="Public edition").click()
    rule = tab.get_by_test_id("stPopoverBody")
    expect(rule).to_contain_text("fewer than 11 people is suppressed")
