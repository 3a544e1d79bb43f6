"""How a reader cites a page: its address with the release in it, and one line."""

from datetime import UTC, datetime
from urllib.parse import urlsplit

import streamlit as st

from dashboard.data import served
from dashboard.filters import scope
from dashboard.fragments import fragment
from dashboard.links import change_query
from dashboard.scopes import name_scope
from dashboard.wording import current_language, format_moment, markdown, text, word
from warehouse.settings import load_settings


@fragment
def offer_citation(page: str, programme: str) -> None:
    """A button that opens the citation of the page called `page`.

    The address is read when it is pressed: filters above may have changed it since.
    """
    is_asked = st.button(
        markdown("cite.offer"),
        type="tertiary",
        icon=":material/format_quote:",
        key="cite",
    )
    if is_asked:
        st.dialog(markdown("cite.title"), width="medium")(_show_citation)(
            page, programme
        )


def pin_address() -> str:
    """The address of what is shown, with its release and language."""
    query = change_query(release=served().release.id, lang=current_language())
    return urlsplit(st.context.url or "")._replace(query=query[1:]).geturl()


def _show_citation(page: str, programme: str) -> None:
    address = pin_address()
    st.markdown(markdown("cite.address"))
    st.code(address, language=None, wrap_lines=True)
    st.markdown(markdown("cite.line"))
    line = _write_line(page, programme, address)
    st.code(line, language=None, wrap_lines=True)
    kept = load_settings().keep_releases
    st.caption(markdown("cite.note", release=served().release.id, kept=kept))


def _write_line(page: str, programme: str, address: str) -> str:
    info = served().release.info
    return text(
        "cite.text",
        programme=programme,
        page=page,
        scope=name_scope(scope()),
        release=info.id,
        edition=word("edition_name", info.edition),
        as_of=info.as_of.get(scope(), info.created_at.date()),
        time=format_moment(datetime.now(UTC)),
        address=address,
    )
