"""Opens pages of the real app, over and over: a process of its own.

`python -m tests.app.polling_app` writes a line of JSON for every page opened, as
`tests.warehouse.polling_reader` does. A page of one release must always say the same.
"""

import json
import re
import sys
import traceback
from itertools import cycle
from typing import Any

import streamlit as st
from streamlit.testing.v1 import AppTest

from tests.app.opening import open_page, read_everything

_PAGES = ("overview", "indicators")
_LOOKS_CACHED = 3
"""Looks that share what they read: mixed answers would not stay the same, then."""

_RELEASE = re.compile(r"Error%20in%20release%20([0-9A-Za-z-]+)")
# The number under which a file to download is kept.
_OF_A_RUN = re.compile(r'"deferredFileId": "\w+"')


class BrokenPageError(AssertionError):
    """A page shows an error, or not all of one release."""


def _look(page: str, first_sights: dict[tuple[str, str], str]) -> str:
    """Open a page: the id it names."""
    app = open_page(page, "lang=en&scope=programme")
    words = _OF_A_RUN.sub("", read_everything(app))
    _check_whole(app, words)
    [release] = set(_RELEASE.findall(words))
    if first_sights.setdefault((release, page), words) != words:
        raise BrokenPageError(f"{page} of {release} has changed")
    return release


def _check_whole(app: AppTest, words: str) -> None:
    told: list[Any] = [*app.exception, *app.error]
    if told:
        raise BrokenPageError([element.value for element in told])
    if not _RELEASE.search(words):
        raise BrokenPageError(f"no page of a release: {words}")


def _report(page: str, first_sights: dict[tuple[str, str], str]) -> dict[str, str]:
    try:
        return {"served": _look(page, first_sights)}
    except Exception:
        return {"trouble": traceback.format_exc()}


def main() -> None:
    first_sights: dict[tuple[str, str], str] = {}
    for number, page in enumerate(cycle(_PAGES)):
        if number % _LOOKS_CACHED == 0:
            st.cache_resource.clear()
        sys.stdout.write(json.dumps(_report(page, first_sights)) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
