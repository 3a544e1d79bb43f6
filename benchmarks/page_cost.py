"""Pages over two million attendances against pages over the demo's twenty thousand."""

import os
import time
from collections.abc import Callable
from pathlib import Path

import streamlit as st

from benchmarks.interactions import make_navigation_timer
from benchmarks.measuring import Comparison, compare
from benchmarks.servers import serve_dashboard
from benchmarks.warehouses import make_demo_warehouse, make_large_warehouse
from tests.app.opening import open_page
from tests.browser.chromium import open_browser
from tests.browser.visiting import open_tab

ATTENDANCES = 2_000_000
TARGET = 1.1
BROWSER_REPETITIONS = 10
SCRIPT_REPETITIONS = 8
PAGES = {
    "overview": "Overview",
    "trainings": "Trainings",
    "participants": "Participants",
}
AWAY = "/sources?lang=en&scope=institution"


def measure() -> list[Comparison]:
    """Milliseconds of scripts with empty caches, and of navigation in the browser."""
    demo, large = make_demo_warehouse(), make_large_warehouse(ATTENDANCES)
    return [*_compare_scripts(demo, large), *_compare_in_browser(demo, large)]


def _compare_scripts(demo: Path, large: Path) -> list[Comparison]:
    return [
        compare(
            f"{page}, script with empty caches",
            "ms",
            make_script_timer(large, page),
            make_script_timer(demo, page),
            repetitions=SCRIPT_REPETITIONS,
            target=TARGET,
            note="both runs of a deep link, in process, no answer or open file kept",
        )
        for page in PAGES
    ]


def _compare_in_browser(demo: Path, large: Path) -> list[Comparison]:
    with (
        serve_dashboard(large) as large_server,
        serve_dashboard(demo) as demo_server,
        open_browser() as browser,
        open_tab(browser) as large_tab,
        open_tab(browser) as demo_tab,
    ):
        return [
            compare(
                f"{page}, navigation in the browser",
                "ms",
                make_navigation_timer(large_tab, large_server.url + AWAY, label),
                make_navigation_timer(demo_tab, demo_server.url + AWAY, label),
                repetitions=BROWSER_REPETITIONS,
                target=TARGET,
                note="through the menu, until the DOM settles",
            )
            for page, label in PAGES.items()
        ]


def make_script_timer(folder: Path, page: str) -> Callable[[], float]:
    """A measure of a page's script over one warehouse, with nothing cached."""

    def run() -> float:
        os.environ["WAREHOUSE_DIR"] = str(folder)
        st.cache_data.clear()
        st.cache_resource.clear()
        start = time.perf_counter()
        app = open_page(page, "lang=en&scope=institution")
        milliseconds = (time.perf_counter() - start) * 1000
        if app.exception:
            raise RuntimeError(app.exception[0].message)
        return milliseconds

    return run
