"""What the release that is shown says about itself."""

import re

import polars as pl
import streamlit as st

from dashboard.data import served
from dashboard.scopes import name_scope
from dashboard.tables import Column, show_table
from dashboard.wording import (
    escape,
    format_date,
    format_moment,
    markdown,
    plural,
    text,
    word,
)
from warehouse.release_info import ReleaseInfo


def show_release() -> None:
    """Show id, dates, checks, code revision and checksums of the release."""
    info = served().release.info
    with st.container(border=True, key="release"), st.grid(3, min_column_width=240):
        for head, line in _describe(info):
            st.markdown(f"**{escape(head)}**  \n{escape(line)}")
    st.subheader(markdown("sources.checksums_title"), anchor=False)
    show_table(
        _list_checksums(info),
        {
            "file": Column(text("sources.file")),
            "size": Column(text("sources.size"), "number"),
            "sha256": Column("SHA-256", width="large"),
        },
        alt=text("sources.checksums_title"),
        key="checksums",
    )


def _describe(info: ReleaseInfo) -> list[tuple[str, str]]:
    tests = info.tests
    as_of = [
        f"{name_scope(scope)}: {format_date(day)}" for scope, day in info.as_of.items()
    ]
    checks = [
        plural("frame.checks_passed", tests.passed),
        plural("frame.checks_warned", tests.warned),
        plural("frame.checks_failed", tests.failed),
    ]
    return [
        (text("sources.release_id"), info.id),
        (text("sources.edition"), word("edition", info.edition)),
        (text("sources.created_at"), format_moment(info.created_at)),
        (text("sources.as_of"), " · ".join(as_of)),
        (text("sources.checks"), ", ".join(checks)),
        (text("sources.code_revision"), _shorten(info.code_revision)),
    ]


def _shorten(revision: str) -> str:
    """Twelve digits of a hash say enough, and fit a phone."""
    return re.sub(r"([0-9a-f]{12})[0-9a-f]{28,}", r"\1", revision)


def _list_checksums(info: ReleaseInfo) -> pl.DataFrame:
    return pl.DataFrame(
        {
            "file": list(info.checksums),
            "size": [checksum.size for checksum in info.checksums.values()],
            "sha256": [checksum.sha256 for checksum in info.checksums.values()],
        },
        schema={"file": pl.String, "size": pl.Int64, "sha256": pl.String},
    )
