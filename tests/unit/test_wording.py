"""The words of the pages: complete, in two languages, and right in each."""

import ast
import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.catalog import Message
from babel.messages.pofile import read_po

from dashboard import wording

ROOT = Path(__file__).resolve().parents[2]
CODE = [ROOT / "app.py", *ROOT.glob("dashboard/**/*.py"), *ROOT.glob("pages/**/*.py")]
FORMS = {"en": 2, "ru": 3}
# The same in Russian: names, signs and what consists of values only.
WITHOUT_CYRILLIC = {"language.en", "chart.decimal", "chart.thousands", "explore.with_n"}
# What the glossary rules out.
RULED_OUT = re.compile(
    r"дашборд|релиз|таргет|дезагрегац|\bбриф\b|базовое значение|актуальное значение",
    re.IGNORECASE,
)


def read_messages(language: str) -> list[Message]:
    folder = wording.LOCALE_DIR / language / "LC_MESSAGES"
    messages = []
    for path in sorted(folder.glob("*.po")):
        with path.open("rb") as file:
            messages += [m for m in read_po(file, locale=language) if m.id]
    return messages


def read_catalogue(language: str) -> dict[str, tuple[str, ...]]:
    """Key to its one string, or to its plural forms."""
    return {name_key(m): list_forms(m) for m in read_messages(language)}


def name_key(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def list_forms(message: Message) -> tuple[str, ...]:
    return (message.string,) if isinstance(message.string, str) else message.string


def list_plural_keys() -> set[str]:
    return {m.id[0] for m in read_messages("en") if not isinstance(m.id, str)}


def list_fields(words: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(words) if name}


def walk_code() -> Iterator[ast.AST]:
    for path in CODE:
        yield from ast.walk(ast.parse(path.read_text("utf-8")))


def find_calls(*names: str) -> Iterator[ast.Call]:
    for node in walk_code():
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Name)
            and node.func.id in names
            and node.args
        ):
            yield node


def find_keys(*names: str) -> set[str]:
    firsts = (call.args[0] for call in find_calls(*names))
    return {
        first.value
        for first in firsts
        if isinstance(first, ast.Constant) and isinstance(first.value, str)
    }


def find_prefixes() -> set[str]:
    """What computed keys start with: families of `word`, and f-strings."""
    families = {f"{family}." for family in find_keys("word")}
    starts = {
        node.values[0].value
        for node in walk_code()
        if isinstance(node, ast.JoinedStr)
        and node.values
        and isinstance(node.values[0], ast.Constant)
    }
    return families | {start for start in starts if re.match(r"^[a-z_]+\.", start)}


def find_constants() -> set[str]:
    return {
        node.value
        for node in walk_code()
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


def test_both_languages_have_the_same_keys():
    assert read_catalogue("en").keys() == read_catalogue("ru").keys()


@pytest.mark.parametrize("language", wording.LANGUAGES)
def test_a_key_is_written_once(language):
    counts = Counter(name_key(message) for message in read_messages(language))
    assert [key for key, count in counts.items() if count > 1] == []


def test_every_key_in_the_code_has_words():
    used = find_keys("text", "markdown", "plural", "open_page", "show_heading")
    assert used - read_catalogue("en").keys() == set()


def test_every_key_with_words_is_in_the_code():
    constants, prefixes = find_constants(), tuple(find_prefixes())
    unused = [
        key
        for key in read_catalogue("en")
        if key not in constants and not key.startswith(prefixes)
    ]
    assert unused == []


def test_counted_keys_are_asked_for_with_their_number():
    plural_keys = list_plural_keys()
    assert find_keys("text", "markdown") & plural_keys == set()
    assert find_keys("plural") <= plural_keys


@pytest.mark.parametrize("language", wording.LANGUAGES)
def test_counted_words_have_every_form(language):
    messages = [m for m in read_messages(language) if not isinstance(m.id, str)]
    wrong = [m.id[0] for m in messages if len(list_forms(m)) != FORMS[language]]
    assert wrong == []


@pytest.mark.parametrize("language", wording.LANGUAGES)
def test_no_words_are_missing(language):
    wordless = [k for k, forms in read_catalogue(language).items() if not all(forms)]
    assert wordless == []


def test_placeholders_are_equal_in_both_languages():
    english, russian = read_catalogue("en"), read_catalogue("ru")
    fields = {
        key: (
            set().union(*map(list_fields, english[key])),
            set().union(*map(list_fields, russian[key])),
        )
        for key in english
    }
    assert {key: pair for key, pair in fields.items() if pair[0] != pair[1]} == {}


def test_russian_words_are_russian():
    latin = [
        key
        for key, forms in read_catalogue("ru").items()
        if key not in WITHOUT_CYRILLIC
        and not all(has_cyrillic_or_values_only(form) for form in forms)
    ]
    assert latin == []


def has_cyrillic_or_values_only(words: str) -> bool:
    rest = re.sub(r"\{[^}]*\}", "", words)
    return bool(re.search("[а-яё]", rest, re.IGNORECASE)) or not re.search(
        "[a-z]", rest, re.IGNORECASE
    )


def test_english_words_are_not_russian():
    cyrillic = [
        key
        for key, forms in read_catalogue("en").items()
        if key != "language.ru" and re.search("[а-яё]", "".join(forms), re.IGNORECASE)
    ]
    assert cyrillic == []


def test_the_glossary_is_kept():
    wrong = {
        key: forms
        for key, forms in read_catalogue("ru").items()
        if RULED_OUT.search(" ".join(forms))
    }
    assert wrong == {}


@pytest.fixture
def speak(monkeypatch):
    def choose(language: str) -> None:
        monkeypatch.setattr(wording, "current_language", lambda: language)

    return choose


@pytest.mark.parametrize(
    ("n", "words"),
    [
        (1, "1 проект"),
        (2, "2 проекта"),
        (5, "5 проектов"),
        (11, "11 проектов"),
        (21, "21 проект"),
        (22, "22 проекта"),
        (112, "112 проектов"),
    ],
)
def test_russian_counts(speak, n, words):
    speak("ru")
    assert wording.plural("places.projects", n) == words


def test_numbers_and_dates_follow_the_language(speak):
    start, end = date(2008, 4, 22), date(2008, 4, 25)
    speak("en")
    assert wording.format_number(19962) == "19,962"
    assert wording.format_date_range(start, end) == "22–25 Apr 2008"
    assert wording.format_percent(41.26, 1) == "41.3%"
    speak("ru")
    assert wording.format_number(19962) == "19\u00a0962"
    assert wording.format_date_range(start, end) == "22–25 апр. 2008"
    assert wording.format_percent(41.26, 1) == "41,3\u00a0%"


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        (date(2008, 9, 29), date(2008, 10, 2), "29 Sep – 2 Oct 2008"),
        (date(2008, 12, 30), date(2009, 1, 2), "30 Dec 2008 – 2 Jan 2009"),
        (date(2008, 4, 1), None, "1 Apr 2008"),
        (None, None, ""),
    ],
)
def test_ranges_name_no_more_than_needed(speak, start, end, words):
    speak("en")
    assert wording.format_date_range(start, end) == words


@pytest.mark.parametrize(
    ("grain", "day", "words"),
    [
        ("year", date(2008, 1, 1), "2008"),
        ("quarter", date(2008, 4, 1), "Q2 2008"),
        ("month", date(2008, 4, 1), "Apr 2008"),
        ("fiscal_year", date(2007, 10, 1), "US fiscal year 2008 (Oct 2007 – Sep 2008)"),
        ("fiscal_quarter", date(2007, 10, 1), "US FY2008 (Oct 2007 – Sep 2008), Q1"),
        ("fiscal_quarter", date(2008, 4, 1), "US FY2008 (Oct 2007 – Sep 2008), Q3"),
        ("fiscal_quarter", date(2008, 7, 1), "US FY2008 (Oct 2007 – Sep 2008), Q4"),
    ],
)
def test_periods_are_named_from_their_first_day(speak, grain, day, words):
    speak("en")
    assert wording.format_period(grain, day) == words


@pytest.mark.parametrize(
    ("requested", "accepted", "language"),
    [
        ("ru", "en", "ru"),
        (None, "ru-RU,ru;q=0.9,en;q=0.8", "ru"),
        (None, "de, en;q=0.5", "en"),
        ("xx", "ru", "ru"),
        ("<script>", None, "en"),
        (None, ";;,,q=", "en"),
    ],
)
def test_the_language_is_negotiated(requested, accepted, language):
    assert wording.negotiate_language(requested, accepted) == language


@pytest.mark.parametrize(
    "hostile",
    [
        "**bold** _it_ `code` # head",
        "[link](https://example.org)",
        "![image](https://example.org/x.png)",
        "<script>alert(1)</script>",
        ":red[x] :material/home: :smile:",
        "$E=mc^2$",
        "1. one\n2. two",
        "| a | b |",
    ],
)
def test_data_is_escaped_letter_by_letter(hostile):
    shown = wording.escape(hostile)
    assert "\n" not in shown
    assert not re.search(r"(?<!\\)[*_`\[\]()<>$|#!]", shown)
    assert not re.search(r":(?=[a-z])", shown)
    assert strip_escapes(shown) == " ".join(hostile.split())


def strip_escapes(shown: str) -> str:
    return re.sub(r"\\(.)", r"\1", shown).replace(wording.WORD_JOINER, "")


def test_a_code_without_words_is_no_pattern(speak):
    speak("en")
    code = "rule.{0.__class__.__init__.__globals__} {n.real}"
    assert wording.text(code, n=1) == code


def test_values_in_markdown_are_escaped(speak):
    speak("en")
    assert wording.markdown("frame.funded_by", funder="*A*") == r"funder: \*A\*"


def test_fiscal_quarters_are_written_out_in_russian(speak):
    speak("ru")
    assert wording.format_period("fiscal_quarter", date(2008, 4, 1)) == (
        "финансовый год США 2008 (окт. 2007 – сент. 2008), III кв."
    )
