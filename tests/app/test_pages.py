"""Every page runs, in every language and scope, whatever the address says."""

import re
from itertools import product

import pytest

from dashboard.filters import PARAMETERS, SCOPES
from dashboard.wording import LANGUAGES
from tests.app.opening import PAGES, open_page, read_words

pytestmark = pytest.mark.usefixtures("demo_pages")

HOSTILE = (
    "",
    "x",
    "' or 1=1 --",
    "<script>alert(1)</script>",
    "../../etc/passwd",
    "\u0000\uffff\u202e",
    "9" * 400,
    "NaN",
    "1900-13-45",
    "**a** [b](javascript:0) :red[c] $d$",
)


@pytest.mark.parametrize(
    ("page", "language", "scope"), list(product(PAGES, LANGUAGES, SCOPES))
)
def test_every_page_in_every_language_and_scope(page, language, scope):
    app = open_page(page, f"lang={language}&scope={scope}")
    assert not app.exception
    assert len(app.title) == 1
    assert_speaks(read_words(app), language)


@pytest.mark.parametrize("page", PAGES)
def test_an_address_cannot_break_a_page(page):
    app = open_page(page)
    usual = read_words(app)
    for value in HOSTILE:
        for parameter in PARAMETERS:
            app.query_params[parameter.key] = value
        app.run()
        assert not app.exception, value
        if not takes_text(page):
            assert read_words(app) == usual, value


@pytest.mark.parametrize("page", PAGES)
def test_a_parameter_given_twice_breaks_nothing(page):
    app = open_page(
        page, "scope=example&scope=institution&lang=ru&lang=en&city=a&city=b"
    )
    assert not app.exception


def takes_text(page: str) -> bool:
    return any(p.allowed == "any text" and page in p.pages for p in PARAMETERS)


def assert_speaks(words: str, language: str) -> None:
    """No key was left in place of its words, and Russian pages are in Russian."""
    keys = re.findall(r"^[a-z_]+\.[a-z_]+$", words, re.MULTILINE)
    assert keys == []
    if language == "ru":
        assert len(re.findall("[а-яё]", words, re.IGNORECASE)) > 100
