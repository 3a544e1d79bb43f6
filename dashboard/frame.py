"""What stands around every page: whose programme, how fresh, which language."""

from typing import Any

import streamlit as st

from dashboard.account import show_account
from dashboard.citation import offer_citation
from dashboard.data import ask, shown
from dashboard.drafts import follow_drafts, show_draft_ribbon
from dashboard.filters import choose_scope, scope
from dashboard.languages import show_languages
from dashboard.pinned_view import show_ribbon
from dashboard.public_edition import show_public_edition
from dashboard.reporting import show_page_report
from dashboard.wording import (
    escape,
    format_date,
    markdown,
    pick,
    plural,
    text,
    word,
)
from warehouse.answers.programme import fetch_scopes
from warehouse.releases import Release, ServedRelease


def show_header() -> None:
    """Show programme, freshness, the choice of scope and the languages.

    Where the release asked for is not shown, nothing is said of another one.
    """
    run = shown()
    with st.container(horizontal=True, vertical_alignment="center"):
        with st.container(gap=None):
            st.markdown(_name_programme(scope_row()))
            if not run.refusal:
                st.caption(_describe_freshness(run.served.release))
                show_public_edition()
        with st.container(
            horizontal=True, vertical_alignment="center", width="content"
        ):
            if not run.refusal:
                choose_scope()
            # A fragment by itself takes a whole line.
            with st.container(width="content"):
                show_languages()
            show_account()
    if run.served.is_fallback:
        _warn_of_fallback(run.served)
    show_ribbon()
    show_draft_ribbon()
    follow_drafts()


def show_footer(page: str | None) -> None:
    """Show the attribution, how to report an error, and how to cite `page`.

    A page without a title of its own cannot be cited.
    """
    row = scope_row()
    st.caption(escape(pick(row, "attribution")))
    with st.container(horizontal=True, vertical_alignment="center"):
        if page:
            offer_citation(page, pick(row, "programme_name"))
        show_page_report()


def _warn_of_fallback(fallback: ServedRelease) -> None:
    reason = escape(word("fallback", fallback.reason))
    st.warning(
        markdown("frame.fallback", release=fallback.release.id) + f" {reason}",
        icon=":material/warning:",
    )


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


def _describe_freshness(release: Release) -> str:
    info = release.info
    as_of = info.as_of.get(scope())
    made = "frame.draft" if release.is_draft else "frame.release"
    parts = [
        text("frame.data_to", day=as_of) if as_of else "",
        plural("frame.checks_passed", info.tests.passed),
        plural("frame.checks_warned", info.tests.warned) if info.tests.warned else "",
        plural("frame.checks_failed", info.tests.failed) if info.tests.failed else "",
        text(made, day=format_date(info.created_at.date())),
    ]
    return " · ".join(escape(part) for part in parts if part)
