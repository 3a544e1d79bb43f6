"""The reference sheet as HTML: a list of definitions, and a page for printing."""

from collections.abc import Sequence
from datetime import UTC, datetime
from html import escape

from dashboard.data import served
from dashboard.frame import scope_row
from dashboard.indicator_words import name_indicator
from dashboard.indicators.framework import Row
from dashboard.indicators.sheet import Section
from dashboard.scopes import name_scope
from dashboard.states import provenance_mark
from dashboard.wording import current_language, format_moment, pick, text, word

TIME = "<!-- time of download -->"

ON_SCREEN = {
    "dl": "margin:0;display:grid;grid-template-columns:minmax(112px,2fr) 3fr;gap:8px",
    "dt": "margin:0;font-weight:600",
    "dd": "margin:0;overflow-wrap:anywhere",
}
STYLE = """
@page { size: A4; margin: 16mm 16mm 14mm; }
* { box-sizing: border-box; }
body { font: 9.5pt/1.35 'Source Sans 3', 'Source Sans Pro', Arial, sans-serif;
  color: #0F1822; margin: 0 auto; max-width: 178mm; padding: 8mm 0; }
@media print { body { padding: 0; } }
header { border-bottom: 1.5pt solid #0B5CAD; margin-bottom: 4mm; padding-bottom: 2mm; }
h1 { font-size: 15pt; line-height: 1.2; margin: 1mm 0; }
h2 { color: #0B5CAD; font-size: 10.5pt; margin: 4mm 0 1mm; break-after: avoid; }
p { margin: 0.5mm 0; }
dl { margin: 0; }
.entry { border-top: 0.5pt solid #C9D1D9; break-inside: avoid; display: grid;
  gap: 4mm; grid-template-columns: 48mm 1fr; padding: 0.9mm 0; }
dt { font-weight: 600; }
dd { margin: 0; overflow-wrap: anywhere; }
footer { border-top: 0.5pt solid #52606D; color: #52606D; font-size: 8pt;
  margin-top: 5mm; padding-top: 2mm; }
"""


def build_list(section: Section) -> str:
    """A section's fields as a list of definitions for the page."""
    entries = "".join(
        f'<dt style="{ON_SCREEN["dt"]}">{escape(entry.term)}</dt>'
        f'<dd style="{ON_SCREEN["dd"]}">{escape(entry.words)}</dd>'
        for entry in section.entries
    )
    return f'<dl style="{ON_SCREEN["dl"]}">{entries}</dl>'


def build_page(indicator: Row, scope: str, sections: Sequence[Section]) -> str:
    """The sheet as a page of its own, which needs no other file and prints on A4."""
    title = text("print.title", indicator=name_indicator(indicator))
    body = "".join(
        f"<section><h2>{escape(s.title)}</h2>{_build_entries(s)}</section>"
        for s in sections
    )
    return (
        f'<!DOCTYPE html>\n<html lang="{current_language()}"><head>'
        '<meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(title)}</title><style>{STYLE}</style></head><body>"
        f"{_build_head(indicator, scope)}<main>{body}</main>{_build_foot(scope)}"
        "</body></html>\n"
    )


def date_page(page: str, language: str) -> bytes:
    """A page of `build_page` as a file, with the time it was written."""
    now = format_moment(datetime.now(UTC), language)
    return page.replace(TIME, escape(now)).encode()


def _build_entries(section: Section) -> str:
    entries = "".join(
        f'<div class="entry"><dt>{escape(entry.term)}</dt>'
        f"<dd>{escape(entry.words)}</dd></div>"
        for entry in section.entries
    )
    return f"<dl>{entries}</dl>"


def _build_head(indicator: Row, scope: str) -> str:
    programme = pick(scope_row(), "programme_name")
    return (
        f"<header><p>{escape(programme)} · {escape(text('print.kind'))}</p>"
        f"<h1>{escape(name_indicator(indicator))}</h1>"
        f"<p>{escape(_describe_scope(scope))}</p></header>"
    )


def _describe_scope(scope: str) -> str:
    """Whose figures, from what data, as of when, of which release."""
    release, row = served().release, scope_row()
    as_of = release.info.as_of.get(scope)
    parts = (
        text("print.scope", scope=name_scope(scope)),
        text("print.provenance", words=_name_origin(row.get("provenance"))),
        text("frame.data_to", day=as_of) if as_of else "",
        text("print.release", release=release.id, day=release.info.created_at.date()),
        word("edition", release.info.edition),
    )
    return " · ".join(part for part in parts if part)


def _name_origin(provenance: str | None) -> str:
    return provenance_mark(provenance) or word("provenance", provenance)


def _build_foot(scope: str) -> str:
    notes = [text("print.note"), pick(scope_row(), "attribution")]
    if scope_row().get("is_illustrative"):
        notes.insert(0, text("print.illustrative"))
    words = "".join(f"<p>{escape(note)}</p>" for note in notes)
    written = escape(text("print.written", time="{}")).format(TIME)
    return f"<footer>{words}<p>{written}</p></footer>"
