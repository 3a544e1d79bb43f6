"""What a figure's state and provenance are called, and how they are marked."""

from collections.abc import Iterable

import polars as pl

from dashboard.wording import escape, text, word

ILLUSTRATIVE_MARK = "◇"
SUPPRESSED = "suppressed"
"""The state of a value that the public edition hides."""

_ICONS = {
    "not_yet_due": "schedule",
    "not_reported": "help",
    "not_published": "visibility_off",
    "not_applicable": "remove",
    SUPPRESSED: "lock",
}
_WEAKEST_FIRST = ("illustrative", "imported", "reported")


def state_text(state: str) -> str:
    """The word of a state, as plain text."""
    return word("state", state)


def state_markdown(state: str) -> str:
    """The word of a state, muted and with its icon, as Markdown; why it is hidden."""
    icon = _ICONS.get(state)
    words = escape(text("suppressed.why") if state == SUPPRESSED else state_text(state))
    return f":gray[:material/{icon}: {words}]" if icon else words


def explain_suppressed(table: pl.DataFrame) -> list[str]:
    """What a word in a table's cells means, where figures of it are suppressed."""
    words = state_text(SUPPRESSED)
    named = table.select(pl.selectors.string() == words)
    is_there = any(column.any() for column in named.iter_columns())
    return [text("suppressed.note", word=words)] if is_there else []


def show_value(formatted: str, state: str) -> str:
    """A formatted value where there is one, else the word of its state."""
    return formatted if state in ("value", "zero") else state_text(state)


def provenance_mark(provenance: str | None) -> str:
    """`◇ illustrative` for generated data, nothing for the rest; plain text."""
    if provenance != "illustrative":
        return ""
    return f"{ILLUSTRATIVE_MARK}\u00a0{text('provenance.illustrative')}"


def name_provenance(provenance: str) -> str:
    """The word of a provenance; generated data with its mark."""
    return provenance_mark(provenance) or word("provenance", provenance)


def weakest_provenance(provenances: Iterable[str | None]) -> str:
    """The provenance of a whole: that of its weakest part."""
    found = set(provenances)
    return next((name for name in _WEAKEST_FIRST if name in found), "reported")
