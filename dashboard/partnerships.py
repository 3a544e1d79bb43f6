"""Pairs of municipalities by stage; a partner that nobody published is not named."""

from itertools import groupby
from typing import Any

import streamlit as st

from dashboard.data import ask
from dashboard.states import provenance_mark, state_text
from dashboard.training_words import join_words
from dashboard.wording import escape, format_date, markdown, pick, text
from warehouse.answers.partnerships import fetch_partnerships

Row = dict[str, Any]


def show_partnerships(scope: str) -> None:
    """List the pairs of a scope under their stages; nothing where there is none."""
    rows = ask(fetch_partnerships, scope).to_dicts()
    if not rows:
        return
    st.header(markdown("partnerships.pairs"), anchor=False)
    with st.grid(min_column_width=320):
        for stage, group in groupby(rows, key=lambda row: pick(row, "stage_name")):
            _show_stage(stage, list(group))


def _show_stage(stage: str, rows: list[Row]) -> None:
    with st.container(border=True, height="stretch"):
        st.subheader(f"{escape(stage)} ({len(rows)})", anchor=False)
        st.markdown("\n".join(f"- {_describe(row)}" for row in rows))


def _describe(row: Row) -> str:
    partner = pick(row, "partner_name") or state_text("not_published")
    here = pick(row, "municipality_name") or state_text("not_published")
    details = join_words(
        pick(row, "partner_region_name") or row["partner_region"] or "",
        text("partnerships.since", day=format_date(row["current_stage_date"]))
        if row["current_stage_date"]
        else "",
        text("partnerships.earlier" if row["is_earlier"] else "partnerships.new"),
        provenance_mark(row["provenance"]),
    )
    return f"{escape(here)} – {escape(partner)}  \n:gray[{escape(details)}]"
