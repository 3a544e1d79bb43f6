"""Opening a page and waiting until it stands still, with its complaints collected."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, ConsoleMessage, Page, Request, Response

from tests.browser.addresses import HEIGHT, WIDTHS

SETTLE_MS = 30_000
QUIET_MS = 200
KNOWN = Path(__file__).with_name("known_console_messages.txt")
PROBE = re.compile(r"/[a-z_]+/_stcore/(health|host-config)$")

IS_SETTLED = """() => {
    const app = document.querySelector('[data-testid="stApp"]');
    if (!app || app.dataset.testScriptState !== 'notRunning') return false;
    if (app.dataset.testConnectionState !== 'CONNECTED') return false;
    const waiting = '[data-testid="stSkeleton"], [data-testid="stSpinner"]';
    if (document.querySelector(waiting)) return false;
    const charts = document.querySelectorAll('[data-testid="stVegaLiteChart"]');
    return [...charts].every(chart => chart.querySelector('canvas, svg'));
}"""

IS_QUIET = """(quiet) => new Promise(resolve => {
    const root = document.querySelector('[data-testid="stApp"]') || document.body;
    let timer = setTimeout(done, quiet);
    const watcher = new MutationObserver(() => {
        clearTimeout(timer);
        timer = setTimeout(done, quiet);
    });
    watcher.observe(root, {childList: true, subtree: true, characterData: true});
    function done() { watcher.disconnect(); resolve(true); }
})"""


@dataclass
class Complaints:
    """What the browser complained about, without what is known and expected."""

    console: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)

    def listen(self, page: Page) -> None:
        """Collect from now on."""
        page.on("console", self._hear_console)
        page.on("pageerror", lambda error: self.console.append(f"uncaught {error}"))
        page.on("requestfailed", self._hear_failure)
        page.on("response", self._hear_response)

    def _hear_console(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            line = f"{message.text} {message.location.get('url', '')}"
            if not is_known(line):
                self.console.append(line)

    def _hear_failure(self, request: Request) -> None:
        # A reload or a closing page aborts what is under way.
        if request.failure != "net::ERR_ABORTED":
            self.requests.append(f"{request.failure} {request.url}")

    def _hear_response(self, response: Response) -> None:
        if response.status >= 400 and not PROBE.search(response.url):
            self.requests.append(f"{response.status} {response.url}")


def is_known(line: str) -> bool:
    """Whether a console error is in the reviewed list."""
    return any(pattern.search(line) for pattern in read_known())


def read_known() -> list[re.Pattern[str]]:
    """The reviewed list of console errors."""
    lines = KNOWN.read_text(encoding="utf-8").splitlines()
    return [re.compile(x) for x in lines if x.strip() and not x.startswith("#")]


@contextmanager
def open_tab(
    browser: Browser, *, width: int = WIDTHS[0], theme: str = "light", **options: Any
) -> Iterator[Page]:
    """A tab without cookies, cache or history."""
    context = browser.new_context(
        viewport={"width": width, "height": HEIGHT},
        color_scheme="dark" if theme == "dark" else "light",
        locale=options.pop("locale", "en-US"),
        reduced_motion="reduce",
        **options,
    )
    try:
        yield context.new_page()
    finally:
        context.close()


def visit(page: Page, address: str) -> None:
    """Open an address and wait until the page stands still."""
    page.goto(address, wait_until="domcontentloaded")
    settle(page)


def settle(page: Page) -> None:
    """Wait until the script has run, charts are drawn and nothing moves."""
    page.wait_for_function(IS_SETTLED, timeout=SETTLE_MS)
    page.evaluate(IS_QUIET, QUIET_MS)
    page.wait_for_function(IS_SETTLED, timeout=SETTLE_MS)


def show_whole_page(page: Page, width: int) -> int:
    """Make the window as high as the page, so that all of it is drawn; its height.

    Streamlit scrolls inside the page, so a full-page screenshot alone is one window.
    """
    page.set_viewport_size({"width": width, "height": HEIGHT})
    height = page.evaluate(
        """() => Math.max(...[...document.querySelectorAll(
            '[data-testid="stMain"], [data-testid="stSidebarContent"]'
        )].map(part => part.scrollHeight), window.innerHeight)"""
    )
    page.set_viewport_size({"width": width, "height": int(height)})
    settle(page)
    return int(height)
