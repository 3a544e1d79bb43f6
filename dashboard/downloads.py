"""The button that saves a file: written when it is asked for, and recorded then."""

from collections.abc import Callable
from functools import partial

import streamlit as st

from dashboard.reader_code import find_reader_code
from dashboard.roles import hold_role
from warehouse.audit import record
from warehouse.settings import load_settings

CSV = "text/csv"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
HTML = "text/html"


def offer_file(
    label: str,
    write: Callable[[], bytes],
    *,
    file_name: str,
    mime: str,
    key: str,
    icon: str = ":material/download:",
    release: str | None = None,
) -> None:
    """Draw the button; `label` is Markdown, `release` the id of what the file is of."""
    reader = find_reader_code()
    # The only place that may: a file that is not recorded was never downloaded.
    st.download_button(  # noqa: TID251
        label,
        partial(_hand_over, write, hold_role(), key, release, reader),
        file_name=file_name,
        mime=mime,
        icon=icon,
        on_click="ignore",
        key=key,
    )


def _hand_over(
    write: Callable[[], bytes],
    is_still_allowed: Callable[[], bool],
    name: str,
    release: str | None,
    reader: str | None,
) -> bytes:
    """The content of the file, once it is asked for; there is no session here.

    Raises:
        PermissionError: the reader has lost the role for which the page was drawn.
    """
    if not is_still_allowed():
        raise PermissionError(f"{name} was asked for by a reader without the role")
    content = write()
    record("downloaded", load_settings(), reader=reader, file=name, release=release)
    return content
