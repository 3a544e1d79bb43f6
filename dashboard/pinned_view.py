"""What a reader is told where the address asks for a release."""

import streamlit as st

from dashboard.data import list_shown, shown
from dashboard.fragments import fragment
from dashboard.links import build_link, change_query
from dashboard.wording import escape, format_moment, markdown, text, word
from warehouse.release_info import ReleaseInfo
from warehouse.withdrawals import Withdrawal

WITHOUT_RELEASE = ("intake",)
"""Pages that show how things stand now, whatever release the address asks for."""


def read_asked(page: str) -> str:
    """The id that the address asks `page` for; empty for the current release."""
    return "" if page in WITHOUT_RELEASE else st.query_params.get("release", "")


def is_citable(page: str) -> bool:
    """Whether the address of `page` can name the release that it shows.

    A draft is gone with the next one.
    """
    run = shown()
    is_kept = run.refusal is None and not run.served.release.is_draft
    return page not in WITHOUT_RELEASE and is_kept


@fragment(key="ribbon")
def show_ribbon() -> None:
    """Say that the release is not the current one, with the way back to that."""
    run = shown()
    if run.is_current:
        return
    is_desk = run.current.release.is_draft
    key = "pinned.beside_draft" if is_desk else "pinned.ribbon"
    words = markdown(key, **_describe(run.served.release.info))
    with st.container(
        border=True, horizontal=True, vertical_alignment="center", key="ribbon"
    ):
        st.markdown(f":orange[:material/history:] {words}", width="content")
        way = text("pinned.to_draft" if is_desk else "pinned.to_current")
        link = build_link(way, change_query(release=None))
        st.html(link, width="content")


def show_refusal() -> None:
    """Say in place of the page why the release asked for is not shown, and what is."""
    run = shown()
    st.title(markdown("refused.title"), anchor=False)
    reason = markdown(f"refused.{run.refusal}", asked=run.name)
    st.error(reason, icon=":material/history:")
    if run.withdrawal:
        _show_withdrawal(run.withdrawal)
    st.markdown(escape(text("refused.safe")))
    current = run.current.release.info
    current_link = build_link(_name(current), change_query(release=None))
    st.subheader(markdown("refused.current"), anchor=False)
    st.html(f"<p>{current_link}</p>")
    _list_kept()


def _show_withdrawal(withdrawal: Withdrawal) -> None:
    """When, why, and what was made in its place; nothing of whose data it was for."""
    at = withdrawal.withdrawn_at
    lines = [text("withdrawn.reason", reason=_word_reason(withdrawal))]
    if at:
        lines.insert(0, text("withdrawn.at", time=format_moment(at)))
    if withdrawal.replaced_by:
        lines.append(text("withdrawn.replaced", release=withdrawal.replaced_by))
    st.markdown("\n".join(f"- {escape(line)}" for line in lines))


def _word_reason(withdrawal: Withdrawal) -> str:
    return withdrawal.reason or text("withdrawn.no_reason")


def _list_kept() -> None:
    st.subheader(markdown("refused.kept"), anchor=False)
    links = [
        build_link(_name(release.info), change_query(release=release.id))
        for release in list_shown()
    ]
    st.html(f"<ul>{''.join(f'<li>{link}</li>' for link in links)}</ul>")


def _name(info: ReleaseInfo) -> str:
    return text("pinned.name", **_describe(info))


def _describe(info: ReleaseInfo) -> dict[str, str]:
    return {
        "release": info.id,
        "time": format_moment(info.created_at),
        "edition": word("edition_name", info.edition),
    }
