"""Words of the command line in English and Russian, from gettext catalogues.

Keys are names such as `build.sealed`; English and Russian are both translations.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from gettext import GNUTranslations
from io import BytesIO
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

LANGUAGES = ("en", "ru")
LOCALE_DIR = Path(__file__).with_name("locale")

_chosen = [LANGUAGES[0]]
_spoken: ContextVar[str | None] = ContextVar("spoken", default=None)


def choose_language(wish: str | None, environment: Mapping[str, str]) -> str:
    """The language asked for, else WAREHOUSE_LANG, else the system's, else English."""
    names = ("WAREHOUSE_LANG", "LC_ALL", "LC_MESSAGES", "LANG")
    for value in (wish, *(environment.get(name) for name in names)):
        if value:
            code = value.lower()[:2]
            return code if code in LANGUAGES else LANGUAGES[0]
    return LANGUAGES[0]


def use_language(language: str) -> None:
    """Speak this language from now on, in the whole process."""
    _chosen[:] = [language]


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Speak this language within the block and this thread only."""
    token = _spoken.set(language)
    try:
        yield
    finally:
        _spoken.reset(token)


def current_language() -> str:
    """The language in use, `en` or `ru`."""
    return _spoken.get() or _chosen[0]


def say(key: str, /, **values: Any) -> str:
    """The words of `key` with `{name}` filled in; the key itself if it has none."""
    words = load_catalogue(current_language()).gettext(key)
    return words.format(**values) if values else words


def say_count(key: str, n: int, **values: Any) -> str:
    """The words of `key` in the form that `n` things ask for; `{n}` is the number."""
    words = load_catalogue(current_language()).ngettext(key, key, n)
    return words.format(n=n, **values)


def say_code(family: str, code: str) -> str:
    """The words of a code, for example a rule's; an unknown code as it is."""
    key = f"{family}.{code}"
    words = say(key)
    return code if words == key else words


@cache
def load_catalogue(language: str) -> GNUTranslations:
    """The compiled catalogues of a language, read once."""
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
