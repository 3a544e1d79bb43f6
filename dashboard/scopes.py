"""The scopes of the release: their names, and what a page says in each."""

from typing import Any

from dashboard.data import ask
from dashboard.wording import pick
from warehouse.answers.programme import fetch_page_lead, fetch_scopes


def list_scopes() -> dict[str, str]:
    """Codes of the scopes that the release has, with their names, in their order."""
    return {row["scope"]: pick(row, "name") for row in ask(fetch_scopes).to_dicts()}


def name_scope(code: str) -> str:
    """A scope's name in the programme's own words; an unknown code as it is."""
    return list_scopes().get(code, code)


def read_lead(page: str, scope: str) -> str:
    """The programme's own line at the head of a page, or nothing."""
    rows: list[dict[str, Any]] = ask(fetch_page_lead, page, scope).to_dicts()
    return pick(rows[0], "lead") if rows else ""
