"""Every page, language, scope, width and theme there is, and addresses made of them."""

from dataclasses import dataclass
from urllib.parse import urlencode

from dashboard.menu import DEFAULT_PAGE, MENU
from dashboard.parameters import SCOPES
from dashboard.wording import LANGUAGES

PAGES = tuple(entry.name for entry in MENU)
THEMES = ("light", "dark")
WIDTHS = (1440, 390)
HEIGHT = 1000


@dataclass(frozen=True)
class Address:
    """A page in a language and a scope."""

    page: str
    language: str = LANGUAGES[0]
    scope: str = SCOPES[0]

    def __str__(self) -> str:
        """A short name for a test's id."""
        return f"{self.page}-{self.language}-{self.scope}"

    @property
    def path(self) -> str:
        """Path and query as a reader would link to it."""
        return f"{path_of(self.page)}?{urlencode(self.query)}"

    @property
    def query(self) -> dict[str, str]:
        """Language always, scope only where it is not the default."""
        scope = {} if self.scope == SCOPES[0] else {"scope": self.scope}
        return {"lang": self.language, **scope}


def path_of(page: str) -> str:
    """The path of a page: `/` for the default one."""
    return "/" if page == DEFAULT_PAGE else f"/{page}"


def every_address() -> list[Address]:
    """All pages in all languages and scopes."""
    return [
        Address(page, language, scope)
        for page in PAGES
        for language in LANGUAGES
        for scope in SCOPES
    ]
