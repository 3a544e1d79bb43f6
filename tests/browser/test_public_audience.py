"""The public audience receives no person, and no figure but those of its own file."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import astuple
from datetime import timedelta
from errno import ENXIO
from pathlib import Path
from subprocess import Popen

import duckdb
import pytest
from playwright.sync_api import Browser, Locator, Page, expect
from playwright.sync_api import TimeoutError as LateError

from dashboard.menu import MENU
from dashboard.trace.figures import read_figure
from tests.browser.addresses import path_of
from tests.browser.payloads import Payloads
from tests.browser.planted import Planted, plant
from tests.browser.serving import Server, serve
from tests.browser.visiting import open_tab, settle, visit
from warehouse.checksums import compute_checksum
from warehouse.release_info import write_info
from warehouse.releases import Release, find_served
from warehouse.settings import Settings

PUBLIC = tuple(entry.name for entry in MENU if entry.is_public)
SCOPES = ("programme", "institution")
METRICS = ("attendances", "people_reached", "women_share_ratio", "person_hours")
SPLITS = ("", "sex", "participant_category", "age_band")
CLICKS = 3
CLICK_MS = 8_000

Values = dict[tuple[object, ...], float | None]


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> Planted:
    return plant(tmp_path_factory.mktemp("planted"))


@pytest.fixture(scope="module")
def hosted(planted: Planted, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A public host's folder with two releases: for an internal file is a trap in each.

    Whoever opens a named pipe to read waits there for a writer, for ever.
    """
    folder = tmp_path_factory.mktemp("hosted")
    own = planted.edition.folder
    shutil.copytree(own / "releases", folder / "releases")
    shutil.copy(own / "current.json", folder)
    _add_earlier(find_served(Settings(dir=folder)).release)
    for internal in list_traps(folder):
        internal.unlink()
        os.mkfifo(internal)
    return folder


def _add_earlier(release: Release) -> None:
    """Add a release before this one, in which each attendance was counted twice."""
    created_at = release.info.created_at - timedelta(days=1)
    folder = release.path.with_name(f"{created_at:%Y%m%dT%H%M%SZ}-00000000")
    shutil.copytree(release.path, folder)
    file = folder / "public.duckdb"
    file.chmod(0o644)
    with duckdb.connect(str(file)) as connection:
        connection.execute(
            "update marts.mart_metric_value set value = 2 * value "
            "where metric = 'attendances'"
        )
    sums = {**release.info.checksums, "public.duckdb": compute_checksum(file)}
    changed = {"id": folder.name, "created_at": created_at, "checksums": sums}
    write_info(folder, release.info.model_copy(update=changed))


@contextmanager
def serve_public(script: str, hosted: Path, log: Path) -> Iterator[Server]:
    audience = {"DASHBOARD_AUDIENCE": "public", "WAREHOUSE_EDITION": "live"}
    with serve(script, hosted, log, **audience) as running:
        yield running


@pytest.fixture(scope="module")
def public(hosted: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    log = tmp_path_factory.mktemp("public") / "server.log"
    with serve_public("server.py", hosted, log) as running:
        yield running


@pytest.fixture
def tab(browser: Browser) -> Iterator[Page]:
    with open_tab(browser) as page:
        yield page


@pytest.fixture(scope="module")
def values(planted: Planted) -> Values:
    """The public file's own numbers, under the parts of their figures and a measure."""
    release = find_served(Settings(dir=planted.edition.folder)).release
    with duckdb.connect(str(release.find_file("public")), read_only=True) as file:
        rows = file.execute(
            "select metric, scope, grain, period, dimension, member, null, null, "
            "'value', value from marts.mart_metric_value union all "
            "select metric, scope, grain, period, dimension, member, dimension_2, "
            "member_2, 'value', value from marts.mart_metric_cell union all "
            "select metric, scope, grain, period, dimension, member, null, null, "
            "'target', target from marts.mart_indicator_status"
        ).fetchall()
    return {tuple(row[:-1]): row[-1] for row in rows}


def list_pages(*scopes: str) -> list[str]:
    return [
        f"{path_of(page)}?lang=en&scope={scope}" for scope in scopes for page in PUBLIC
    ]


def list_views() -> list[str]:
    return [
        f"/explore?lang=ru&metric={metric}&grain=fiscal_year&by={split}"
        for metric in METRICS
        for split in SPLITS
    ]


def list_sheets() -> list[str]:
    sheets = [f"/indicators?lang=en&indicator={metric}" for metric in METRICS]
    checks = [f"/data_quality?lang=en&indicator={metric}" for metric in METRICS[:1]]
    traced = ["/?lang=en&trace=attendances:programme:year:2010-01-01:total:total"]
    events = ["/trainings?lang=en&training=planted-1"]
    return [*sheets, *checks, *traced, *events]


def test_no_person_and_no_other_figure_reaches_the_browser(
    public: Server, planted: Planted, values: Values, hosted: Path, tab: Page
) -> None:
    addresses = [*list_pages(*SCOPES), *list_views(), *list_sheets()]
    received = walk(public, tab, addresses)
    assert_harmless(received, planted, values, least=500)
    assert len(received.files) > 40
    assert not is_awaited(hosted)


def test_the_script_alone_gives_nothing_away_either(
    planted: Planted, values: Values, hosted: Path, tab: Page, tmp_path: Path
) -> None:
    """Nothing that protects people is in the server around it."""
    with serve_public("app.py", hosted, tmp_path / "server.log") as alone:
        received = walk(alone, tab, list_pages(*SCOPES))
    assert_harmless(received, planted, values, least=200)
    assert len(received.files) > 20
    assert not is_awaited(hosted)


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


def test_the_trap_would_see_a_reader(hosted: Path) -> None:
    assert not is_awaited(hosted)
    reader = Popen(["cat", list_traps(hosted)[0]])
    try:
        while not is_awaited(hosted):
            assert reader.poll() is None
    finally:
        reader.wait()


def is_awaited(hosted: Path) -> bool:
    """Whether anybody waits in a trap, who is let go of."""
    return any(_has_reader(pipe) for pipe in list_traps(hosted))


def list_traps(hosted: Path) -> list[Path]:
    return list(hosted.glob("releases/*/internal.duckdb"))


def _has_reader(pipe: Path) -> bool:
    try:
        os.close(os.open(pipe, os.O_WRONLY | os.O_NONBLOCK))
    except OSError as error:
        assert error.errno == ENXIO
        return False
    return True


def assert_harmless(
    received: Payloads, planted: Planted, values: Values, *, least: int
) -> None:
    """Nobody is named, and every number is the public file's; there are many."""
    assert received.find(set(planted.forbidden)) == set()
    numbers = list(received.list_numbers())
    assert any("changes_" in name for name in received.files)
    assert len(numbers) > least
    for number in numbers:
        key = (*_read_key(number.figure), number.measure)
        assert number.is_of(values[key]), number


def walk(server: Server, tab: Page, addresses: list[str]) -> Payloads:
    """Visit pages, open what folds, save what is offered; all that came meanwhile."""
    received = Payloads()
    received.listen(tab)
    for address in addresses:
        before = len(received.files)
        visit(tab, server.url + address)
        expect(tab.get_by_test_id("stException")).to_have_count(0)
        _open_everything(tab)
        received.read_answers()
        if address.startswith("/explore"):
            assert len(received.files) > before, address
    return received


def _open_everything(tab: Page) -> None:
    """Open the folds with the rows of charts, and save each file that is offered.

    Under an open panel the page answers no click.
    """
    if tab.get_by_role("dialog").count():
        return
    folds = tab.locator("[class*='st-key-rows_']")
    for fold in folds.all():
        fold.locator("summary").click()
    for fold in folds.all():
        expect(fold.get_by_test_id("stDownloadButton")).to_have_count(1)
    settle(tab)
    for button in tab.get_by_test_id("stDownloadButton").all():
        _save(tab, button.get_by_role("button"))
    settle(tab)


def _save(tab: Page, button: Locator) -> None:
    """Click until a file comes: a click on what is being drawn anew is lost."""
    for click in range(1, CLICKS + 1):
        try:
            with tab.expect_download(timeout=CLICK_MS):
                button.click()
            return
        except LateError:
            if click == CLICKS:
                raise
            settle(tab)


def _read_key(name: str) -> tuple[object, ...]:
    figure = read_figure(name)
    assert figure, name
    return astuple(figure)


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
