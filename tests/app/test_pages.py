"""Every page runs, in every language and scope, whatever the address says."""

import re
from itertools import product

import pytest

from dashboard.parameters import PARAMETERS, SCOPES
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

# A release that is not there is refused: see test_pinned_view.
SOFT = [parameter for parameter in PARAMETERS if parameter.key != "release"]

LEAVES_NOTHING = [
    ("trainings", "scope=example&status=cancelled&period=2008"),
    ("trainings", "scope=institution&status=planned&method=conference"),
    ("best_practices", "scope=example&words=zzzz"),
]
NOTHING = {
    "en": "Nothing to show for this choice. Change the filters to see more.",
    "ru": "По выбранным условиям данных нет. Измените фильтры, чтобы увидеть больше.",
}


@pytest.mark.parametrize(
    ("page", "language", "scope"), list(product(PAGES, LANGUAGES, SCOPES))
)
def test_every_page_in_every_language_and_scope(page, language, scope):
    app = open_page(page, f"lang={language}&scope={scope}")
    assert not app.exception
    assert len(app.title) == 1
    assert_speaks(read_words(app), language)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("page", "query"), LEAVES_NOTHING)
def test_filters_that_leave_nothing_say_so(page, query, language):
    app = open_page(page, f"lang={language}&{query}")
    assert not app.exception
    assert NOTHING[language] in [str(info.value) for info in app.info]
    assert not app.dataframe


@pytest.mark.parametrize("language", LANGUAGES)
def test_participants_offer_only_years_with_rows(language):
    """No choice leaves nothing there: a year without rows is the newest one."""
    query = f"lang={language}&scope=example&period=1999&fiscal_year=1999-10-01"
    app = open_page("participants", query)
    assert not app.exception
    years = [box for box in app.selectbox if box.key in ("period", "fiscal_year")]
    assert len(years) == 2
    assert not [box for box in years if "1999" in str(box.value)]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", ["best_practices", "partnerships"])
def test_what_a_scope_does_not_hold_is_not_applicable(page, language):
    app = open_page(page, f"lang={language}&scope=institution")
    box = app.container(key=f"pipeline_{page.removesuffix('s')}")
    words = " ".join(str(element.value) for element in box.markdown)
    assert {"en": "Not applicable", "ru": "Неприменимо"}[language] in words
    assert {"en": "These data hold no", "ru": "в этих данных нет"}[language] in words
    assert {"en": "Not published", "ru": "Не опубликовано"}[language] not in words


@pytest.mark.parametrize("page", PAGES)
def test_an_address_cannot_break_a_page(page):
    app = open_page(page)
    usual = read_words(app)
    for value in HOSTILE:
        for parameter in SOFT:
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
