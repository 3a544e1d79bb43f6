"""One server and one browser for all, a tab for each test."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.chromium import NoChromiumError, is_required, open_browser
from tests.browser.serving import Server, serve
from tests.browser.sights import Look, make_look
from tests.browser.trouble import find_trouble
from tests.browser.visiting import Complaints, open_tab

EXPECT_MS = 15_000
"""A busy machine draws late; what is wrong stays wrong."""

expect.set_options(timeout=EXPECT_MS)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """Closed after this folder's tests: its event loop would disturb later ones."""
    try:
        with open_browser() as opened:
            yield opened
    except NoChromiumError as error:
        if is_required():
            pytest.fail(str(error))
        pytest.skip(f"{error}: NO BROWSER TEST WAS RUN")


@pytest.fixture(scope="package")
def server(
    demo_warehouse: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Server]:
    log = tmp_path_factory.mktemp("server") / "server.log"
    with serve("server.py", demo_warehouse, log) as running:
        yield running


@pytest.fixture(scope="package")
def look(browser: Browser, server: Server) -> Iterator[Look]:
    with open_tab(browser) as page:
        yield make_look(page.context, server)


@pytest.fixture
def quiet_log(server: Server) -> Iterator[None]:
    """The server must not log a traceback or a warning during the test."""
    start = server.log_size()
    yield
    assert find_trouble(server.read_log(start)) == []


@pytest.fixture
def tab(browser: Browser, quiet_log: None) -> Iterator[Page]:
    with open_tab(browser) as page:
        yield page


@pytest.fixture
def complaints(tab: Page) -> Complaints:
    heard = Complaints()
    heard.listen(tab)
    return heard
