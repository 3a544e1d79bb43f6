"""What stands around every page: whose programme, how fresh, which language."""

from html import escape as escape_html
from typing import Any
from urllib.parse import urlencode

import streamlit as st

from dashboard.data import ask, served
from dashboard.filters import choose_scope, scope
from dashboard.reporting import show_page_report
from dashboard.wording import (
    LANGUAGES,
    current_language,
    escape,
    format_date,
    markdown,
    pick,
    plural,
    text,
    word,
)
from warehouse.answers.programme import fetch_scopes
from warehouse.releases import ServedRelease


def show_header() -> None:
    """Show programme, freshness, the choice of scope and the languages."""
    shown = served()
    with st.container(horizontal=True, vertical_alignment="center"):
        with st.container(gap=None):
            st.markdown(_name_programme(scope_row()))
            st.caption(_describe_freshness(shown))
        with st.container(
            horizontal=True, vertical_alignment="center", width="content"
        ):
            choose_scope()
            _show_languages()
    if shown.is_fallback:
        reason = escape(word("fallback", shown.reason))
        st.warning(
            markdown("frame.fallback", release=shown.release.id) + f" {reason}",
            icon=":material/warning:",
        )


def show_footer() -> None:
    """Show the attribution and how to report an error."""
    row = scope_row()
    st.caption(escape(pick(row, "attribution")))
    show_page_report()


def scope_row() -> dict[str, Any]:
    """The row of `dim_scope` of the chosen scope; empty where there is none."""
    scopes = ask(fetch_scopes)
    rows = scopes.filter(scopes["scope"] == scope()).to_dicts()
    return rows[0] if rows else {}


def _name_programme(row: dict[str, Any]) -> str:
    parts = [f"**{escape(pick(row, 'programme_name'))}**"]
    if row.get("start_year"):
        years = dict.fromkeys((str(row["start_year"]), str(row["end_year"])))
        parts.append("–".join(years))
    if pick(row, "funder"):
        parts.append(markdown("frame.funded_by", funder=pick(row, "funder")))
    return " · ".join(parts)


def _describe_freshness(shown: ServedRelease) -> str:
    info = shown.release.info
    as_of = info.as_of.get(scope())
    parts = [
        text("frame.data_to", day=as_of) if as_of else "",
        plural("frame.checks_passed", info.tests.passed),
        plural("frame.checks_warned", info.tests.warned) if info.tests.warned else "",
        plural("frame.checks_failed", info.tests.failed) if info.tests.failed else "",
        text("frame.release", day=format_date(info.created_at.date())),
    ]
    return " · ".join(escape(part) for part in parts if part)


def _show_languages() -> None:
    """Full-page links, because `<html lang>` is set when a page is loaded.

    Every link that Streamlit draws itself opens a new tab or stays in the session.
    """
    links = [_build_language_link(code) for code in LANGUAGES]
    st.html(" · ".join(links), width="content")


def _build_language_link(code: str) -> str:
    name = escape_html(word("language", code))
    if code == current_language():
        return f'<strong lang="{code}">{name}</strong>'
    query = {key: st.query_params.get_all(key) for key in st.query_params}
    address = "?" + urlencode({**query, "lang": code}, doseq=True)
    link = f'href="{escape_html(address)}" lang="{code}" style="color:inherit"'
    return f"<a {link}>{name}</a>"
