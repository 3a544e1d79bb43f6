"""Pictures of every page: `python -m tests.browser.screenshots OUT_DIR [--pages …]`.

Starts its own server over WAREHOUSE_DIR, or takes the one at `--url`.
"""

import argparse
import itertools
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser

from tests.browser.addresses import LANGUAGES, PAGES, SCOPES, THEMES, WIDTHS, Address
from tests.browser.chromium import open_browser
from tests.browser.serving import serve
from tests.browser.visiting import open_tab, show_whole_page, visit
from warehouse.settings import load_settings


def take_screenshot(
    browser: Browser, url: str, address: Address, width: int, theme: str, out: Path
) -> Path:
    """Write one page's picture, full height, and return its file."""
    name = f"{address.page}-{address.scope}-{address.language}-{theme}-{width}.png"
    with open_tab(browser, width=width, theme=theme) as page:
        visit(page, url + address.path)
        show_whole_page(page, width)
        page.screenshot(path=out / name)
    return out / name


def main() -> None:
    """Take the pictures that the arguments ask for."""
    wanted = _read_arguments()
    wanted.out.mkdir(parents=True, exist_ok=True)
    combinations = itertools.product(
        wanted.pages, wanted.scopes, wanted.languages, wanted.themes, wanted.widths
    )
    with _find_server(wanted.url) as url, open_browser() as browser:
        for page, scope, language, theme, width in combinations:
            address = Address(page, language, scope)
            print(take_screenshot(browser, url, address, width, theme, wanted.out))  # noqa: T201


@contextmanager
def _find_server(url: str | None) -> Iterator[str]:
    if url:
        yield url.rstrip("/")
        return
    with tempfile.TemporaryDirectory() as folder:
        log = Path(folder) / "server.log"
        with serve("server.py", load_settings().dir, log) as server:
            yield server.url


def _read_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Take pictures of the pages.")
    parser.add_argument("out", type=Path)
    parser.add_argument("--url", help="a running server; else one is started")
    parser.add_argument("--pages", nargs="+", choices=PAGES, default=PAGES)
    parser.add_argument("--scopes", nargs="+", choices=SCOPES, default=SCOPES[:1])
    parser.add_argument("--languages", nargs="+", choices=LANGUAGES, default=LANGUAGES)
    parser.add_argument("--themes", nargs="+", choices=THEMES, default=THEMES)
    parser.add_argument("--widths", nargs="+", type=int, default=WIDTHS)
    return parser.parse_args()


if __name__ == "__main__":
    main()
