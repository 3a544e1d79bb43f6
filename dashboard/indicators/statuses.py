"""How an indicator stands, as icon and word: never by colour alone."""

from dashboard.indicators.framework import name_status
from dashboard.wording import escape, text

TROUBLED = ("off_track", "not_met", "at_risk", "partly_met")
"""Statuses of what is not as it should be, the gravest first."""

JUDGED = ("on_track", "met", *TROUBLED)
"""Statuses that say how an indicator stands, and not why that is not known."""

_GOOD, _DOUBTFUL, _BAD = "check_circle", "warning", "error"
_ICONS = {
    "on_track": _GOOD,
    "met": _GOOD,
    "at_risk": _DOUBTFUL,
    "partly_met": _DOUBTFUL,
    "off_track": _BAD,
    "not_met": _BAD,
    "period_open": "schedule",
    "no_target": "remove",
    "no_actual": "help",
    "not_judged": "remove",
}
_COLOURS = {_GOOD: "green", _DOUBTFUL: "orange", _BAD: "red"}
_GLYPHS = {_GOOD: "✓", _DOUBTFUL: "▲", _BAD: "■"}


def status_badge(status: str, count: int | None = None) -> str:
    """The status with its icon, as Markdown; with `count`, how many there are."""
    icon = _ICONS.get(status, "help")
    name = name_status(status)
    words = name if count is None else text("results.count", status=name, count=count)
    return f":{_COLOURS.get(icon, 'gray')}-badge[:material/{icon}: {escape(words)}]"


def status_words(status: str) -> str:
    """The status with its icon, coloured, as Markdown that may wrap."""
    icon = _ICONS.get(status, "help")
    words = f":material/{icon}: {escape(name_status(status))}"
    return f":{_COLOURS.get(icon, 'gray')}[{words}]"


def status_text(status: str) -> str:
    """The status for a cell of a table: a mark, if it judges, and the word."""
    glyph = _GLYPHS.get(_ICONS.get(status, ""), "")
    return f"{glyph} {name_status(status)}".strip()
