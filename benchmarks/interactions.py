"""Times in the browser: from a click, or from a page's start, until the DOM settles.

The page itself keeps the time, so that the driver's round trips do not count. A table
is a canvas whose hidden copy for screen readers is written up to 300 ms after it was
painted; that copy does not count as the page still moving.
"""

from collections.abc import Callable

from playwright.sync_api import Locator, Page

from tests.browser.visiting import SETTLE_MS, settle, visit

QUIET_MS = 500

WATCH = """() => {
    const isNew = !window.watched;
    const watched = Object.assign(window.watched ||= {}, { clicked: null, last: 0 });
    if (!isNew) return;
    const isSeen = ({ target }) => !(target.parentElement?.closest('canvas'));
    const note = changes => {
        if (changes.some(isSeen)) watched.last = performance.now();
    };
    new MutationObserver(note).observe(document, {
        childList: true, subtree: true, characterData: true,
        attributes: true, attributeFilter: ['data-test-script-state', 'data-stale'],
    });
    document.addEventListener(
        'pointerup', () => { watched.clicked = performance.now(); }, true
    );
}"""

IS_DONE = """([quiet, expected]) => {
    const app = document.querySelector('[data-testid="stApp"]');
    const { clicked, last } = window.watched;
    return app && app.dataset.testScriptState === 'notRunning'
        && last > clicked && performance.now() - last > quiet
        && document.body.innerText.includes(expected);
}"""


def time_click(page: Page, target: Locator, expected: str) -> float:
    """Milliseconds from a click until the page stands still and shows `expected`."""
    page.evaluate(WATCH)
    target.click()
    page.wait_for_function(IS_DONE, arg=[QUIET_MS, expected], timeout=SETTLE_MS)
    refuse_failed(page)
    return float(page.evaluate("window.watched.last - window.watched.clicked"))


def time_first_load(page: Page, address: str) -> float:
    """Milliseconds from a document's start until its page stands still."""
    page.add_init_script(f"({WATCH})()")
    page.goto(address, wait_until="commit")
    page.wait_for_function(IS_DONE, arg=[QUIET_MS, ""], timeout=SETTLE_MS)
    settle(page)
    refuse_failed(page)
    return float(page.evaluate("window.watched.last"))


def refuse_failed(page: Page) -> None:
    """Make sure that no failed page is measured.

    Raises:
        RuntimeError: the page shows an exception.
    """
    failed = page.get_by_test_id("stException")
    if failed.count():
        raise RuntimeError(f"{page.url}: {failed.first.inner_text()}")


def make_choice_timer(page: Page, label: str, shown: str) -> Callable[[], float]:
    """A measure that chooses the next option of the select box `label` each time.

    `shown` is a sentence of the page that changes with the choice, with `{option}` for
    the option's words, or an empty string.
    """
    turn = 0

    def choose_next() -> float:
        nonlocal turn
        turn += 1
        page.get_by_role("combobox", name=label).click()
        options = page.get_by_role("option")
        option = options.nth(1 + turn % (options.count() - 1))
        words = option.inner_text()
        milliseconds = time_click(page, option, shown.format(option=words))
        settle(page)
        return milliseconds

    return choose_next


def make_navigation_timer(page: Page, away: str, name: str) -> Callable[[], float]:
    """A measure that goes from another page to the one `name` through the menu."""

    def navigate() -> float:
        visit(page, away)
        link = page.get_by_test_id("stPageLink").filter(has_text=name).first
        milliseconds = time_click(page, link, "")
        settle(page)
        return milliseconds

    return navigate
