"""Automatic checks of one indicator: five standards, each opening to its checks."""

from collections.abc import Sequence
from itertools import groupby
from typing import Any

import streamlit as st

from dashboard.data import ask
from dashboard.members import name_members
from dashboard.quality_words import (
    Check,
    describe_bound,
    describe_measure,
    outcome_badge,
    standard_badge,
)
from dashboard.states import provenance_mark, weakest_provenance
from dashboard.wording import escape, markdown, pick, text
from warehouse.answers.quality import fetch_checks, fetch_standards


def show_checks(metric: str, scope: str) -> None:
    """Show every standard with its outcome; it opens to rules, values and bounds."""
    checks = ask(fetch_checks, scope, metric).to_dicts()
    st.subheader(markdown("quality.checks_title"), anchor=False)
    mark = provenance_mark(weakest_provenance(row["provenance"] for row in checks))
    note = [text("quality.checks_note"), mark]
    st.caption(" · ".join(escape(part) for part in note if part))
    outcomes = {
        row["standard"]: row
        for row in ask(fetch_standards, scope).to_dicts()
        if row["metric"] == metric
    }
    for standard, group in groupby(checks, lambda check: check["standard"]):
        _show_standard(outcomes[standard], list(group))


def _show_standard(standard: dict[str, Any], checks: Sequence[Check]) -> None:
    code = standard["standard"]
    name = escape(name_members("quality_standard")[code])
    with st.expander(f"**{name}** {standard_badge(standard)}", key=f"standard_{code}"):
        judged = [check for check in checks if check["outcome"] != "not_applicable"]
        for check in judged:
            _show_check(check)
        _list_not_applicable([check for check in checks if check not in judged])


def _show_check(check: Check) -> None:
    measured = [describe_measure(check), describe_bound(check)]
    figures = " · ".join(escape(part) for part in measured if part)
    name = escape(pick(check, "name"))
    st.markdown(f"{outcome_badge(check['outcome'])} **{name}** · {figures}")
    st.caption(f"{escape(pick(check, 'rule'))} {escape(pick(check, 'reason'))}")


def _list_not_applicable(checks: Sequence[Check]) -> None:
    if not checks:
        return
    named = ((escape(pick(c, "name")), escape(pick(c, "rule"))) for c in checks)
    lines = [f"- **{name}** · {rule}" for name, rule in named]
    st.caption("\n".join([markdown("quality.not_applicable"), "", *lines]))
