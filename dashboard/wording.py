"""Words of the pages in the reader's language: gettext catalogues and Babel formats.

Keys of the catalogues are names such as `overview.title`; English and Russian are both
translations. Each area has a catalogue of its own, merged when first used.
"""

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime
from functools import cache, lru_cache
from gettext import GNUTranslations
from io import BytesIO
from pathlib import Path
from typing import Any

import streamlit as st
from babel.dates import format_date as babel_date
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal
from babel.numbers import format_percent as babel_percent
from streamlit.runtime.scriptrunner import get_script_run_ctx

LANGUAGES = ("en", "ru")
LOCALE_DIR = Path(__file__).with_name("locale")
WORD_JOINER = "\u2060"
DAY_PATTERN = "d MMM y"
FORMATS_KEPT = 8192
_KEPT_LANGUAGE = "_dashboard_language"

_MARKDOWN = re.compile(r"([\\`*_{}\[\]()#+\-.!|<>~$^=&])")
_DIRECTIVE = re.compile(r"(:(?=\S)|@|\bwww(?=\.))")


def negotiate_language(requested: str | None, accept_language: str | None) -> str:
    """The language to show: the one asked for, else the browser's first known one."""
    if requested in LANGUAGES:
        return requested
    for wish in (accept_language or "").split(","):
        code = wish.split(";")[0].strip().lower()[:2]
        if code in LANGUAGES:
            return code
    return LANGUAGES[0]


def current_language() -> str:
    """The language of the running session, `en` or `ru`.

    A page asks thousands of times, so the answer is kept with the run and its address.
    """
    run = get_script_run_ctx(suppress_warning=True)
    if run is None:
        return _find_language()
    kept: tuple[str, str] = getattr(run, _KEPT_LANGUAGE, ("", ""))
    if not kept[1] or kept[0] != run.query_string:
        kept = (run.query_string, _find_language())
        setattr(run, _KEPT_LANGUAGE, kept)
    return kept[1]


def _find_language() -> str:
    return negotiate_language(
        st.query_params.get("lang"), st.context.headers.get("Accept-Language")
    )


def text(key: str, **values: Any) -> str:
    """The words of `key` as plain text; numbers and dates in `values` are formatted.

    A year is passed as text, or it would get a thousands separator.
    """
    words = _load_catalogue(current_language()).gettext(key)
    # A key may end in a code from the data: without words of ours it is no pattern.
    return words if words == key else _fill(words, values)


def markdown(key: str, **values: Any) -> str:
    """The words of `key` for a place that reads Markdown: values are escaped."""
    return text(key, **{name: _escape_text(value) for name, value in values.items()})


def plural(key: str, n: int, **values: Any) -> str:
    """The words of `key` in the form that `n` things ask for; `{n}` is the number."""
    words = _load_catalogue(current_language()).ngettext(key, key, n)
    return _fill(words, {**values, "n": n})


def word(family: str, code: str | None) -> str:
    """The word of a code, for example `word("state", "zero")`; unknown codes as is."""
    key = f"{family}.{code}"
    found = text(key)
    return str(code or "") if found == key else found


def escape(value: object) -> str:
    """`value` such that Streamlit's Markdown shows it letter by letter."""
    flat = " ".join(str(value).split())
    return _DIRECTIVE.sub(rf"\1{WORD_JOINER}", _MARKDOWN.sub(r"\\\1", flat))


def pick(row: Mapping[str, Any], stem: str) -> str:
    """`<stem>_en` or `<stem>_ru` of a row; the other language where one is missing."""
    language = current_language()
    order = (language, *(code for code in LANGUAGES if code != language))
    found = (row.get(f"{stem}_{code}") for code in order)
    return next((str(value) for value in found if value), "")


def name_column(stem: str) -> str:
    """The column that holds `stem` in the reader's language."""
    return f"{stem}_{current_language()}"


def format_number(value: float | None, digits: int = 0) -> str:
    """A number with at most `digits` decimals; nothing for a missing one."""
    if value is None:
        return ""
    pattern = "#,##0" + (f".{'#' * digits}" if digits else "")
    return _format_decimal(value, pattern, current_language())


def format_percent(value: float | None, digits: int = 0) -> str:
    """A percentage from 0 to 100 with its sign."""
    if value is None:
        return ""
    pattern = {"en": "#,##0{}%", "ru": "#,##0{}\u00a0%"}[current_language()]
    decimals = f".{'0' * digits}" if digits else ""
    return _format_ratio(value / 100, pattern.format(decimals), current_language())


def format_date(day: date | None, pattern: str = DAY_PATTERN) -> str:
    """A day as `22 Apr 2008` or `22 апр. 2008`."""
    return _format_day(day, pattern, current_language()) if day else ""


def format_moment(moment: datetime, language: str | None = None) -> str:
    """A moment as `23 Nov 2026, 18:05 UTC`; without a language, in the reader's."""
    at = moment.astimezone(UTC)
    day = _format_day(at.date(), DAY_PATTERN, language or current_language())
    return f"{day}, {at:%H:%M} UTC"


def format_date_range(start: date | None, end: date | None) -> str:
    """Days as `22–25 Apr 2008`, with no more months and years than needed."""
    if start is None or end is None or start == end:
        return format_date(start or end)
    if start.year != end.year:
        return f"{format_date(start)} – {format_date(end)}"
    if start.month != end.month:
        return f"{format_date(start, 'd MMM')} – {format_date(end)}"
    return f"{start.day}–{format_date(end)}"


def format_period(grain: str, period: date) -> str:
    """The name of a reporting period from its first day."""
    year = str(period.year)
    fiscal_year = period.year + (period.month >= 10)
    quarter = {
        "quarter": (period.month - 1) // 3,
        "fiscal_quarter": (period.month + 2) % 12 // 3,
    }.get(grain, 0)
    if grain == "month":
        return format_date(period, "LLL y")
    return text(
        f"period.{grain}",
        year=year,
        fiscal_year=str(fiscal_year),
        year_before=str(fiscal_year - 1),
        quarter=quarter + 1,
        quarter_name=word("quarter", str(quarter + 1)),
    )


# Babel reads its patterns anew at each call; tables ask for the same values again.
@lru_cache(maxsize=FORMATS_KEPT)
def _format_decimal(value: float, pattern: str, language: str) -> str:
    # Babel writes a hyphen; a minus is as wide as the plus.
    return format_decimal(value, format=pattern, locale=language).replace("-", "−")


@lru_cache(maxsize=FORMATS_KEPT)
def _format_ratio(value: float, pattern: str, language: str) -> str:
    return babel_percent(value, pattern, locale=language)


@lru_cache(maxsize=FORMATS_KEPT)
def _format_day(day: date, pattern: str, language: str) -> str:
    return babel_date(day, pattern, locale=language)


def _escape_text(value: Any) -> Any:
    return escape(value) if isinstance(value, str) else value


def _fill(words: str, values: Mapping[str, Any]) -> str:
    if not values:
        return words
    return words.format(**{name: _show(value) for name, value in values.items()})


def _show(value: Any) -> Any:
    if isinstance(value, date):
        return format_date(value)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return format_number(value, digits=0 if isinstance(value, int) else 1)
    return value


@cache
def _load_catalogue(language: str) -> GNUTranslations:
    merged = Catalog(locale=language)
    for path in sorted((LOCALE_DIR / language / "LC_MESSAGES").glob("*.po")):
        with path.open("rb") as file:
            for message in read_po(file, locale=language):
                if message.id:
                    merged[message.id] = message
    compiled = BytesIO()
    write_mo(compiled, merged)
    compiled.seek(0)
    return GNUTranslations(compiled)
