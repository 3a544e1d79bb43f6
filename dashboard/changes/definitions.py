"""What indicators mean otherwise than in an earlier release, word by word."""

from difflib import SequenceMatcher
from itertools import groupby

import streamlit as st

from dashboard.data import ask
from dashboard.filters import scope
from dashboard.indicator_words import name_indicator
from dashboard.members import name_members
from dashboard.wording import current_language, escape, markdown
from warehouse.answers.metrics import fetch_indicators
from warehouse.comparison import Comparison
from warehouse.definition_comparison import DefinitionChange

LONGEST_WORDS = 1_200
"""Longer words, such as a whole query, are shown as they were and as they are."""


def show_definitions(comparison: Comparison) -> None:
    """Show each changed field of each indicator as what went and what came."""
    if not comparison.is_compared:
        st.warning(markdown("compare.not_compared"), icon=":material/help:")
        return
    changes = [c for c in comparison.definitions if c.scope == scope()]
    if not changes:
        st.markdown(f":gray[{markdown('compare.same_definitions')}]")
    names = {row["metric"]: row for row in ask(fetch_indicators).to_dicts()}
    fields = name_members("definition_field")
    for metric, group in groupby(changes, lambda change: change.metric):
        name = name_indicator(names[metric]) if metric in names else metric
        with st.container(border=True, gap="xsmall"):
            st.markdown(f"**{escape(name)}**")
            for change in group:
                _show_change(fields.get(change.field, change.field), change)


def _show_change(field: str, change: DefinitionChange) -> None:
    side = 1 if current_language() == "ru" else 0
    before, after = change.before[side] or "", change.after[side] or ""
    if before and after and len(before + after) > LONGEST_WORDS:
        _show_both(field, before, after)
    else:
        st.markdown(f"{escape(field)}: {_mark(before, after)}")


def _mark(before: str, after: str) -> str:
    if not before or not after:
        return _strike(before) + _stress(after)
    return mark_words(before.split(), after.split())


def _show_both(field: str, before: str, after: str) -> None:
    """Both wordings whole, in a fold."""
    with st.expander(f"{escape(field)}: {markdown('compare.longer')}", type="compact"):
        for head, words in (("compare.before", before), ("compare.after", after)):
            st.caption(markdown(head))
            st.code(words, language=None, wrap_lines=True)


def mark_words(before: list[str], after: list[str]) -> str:
    """Words that went are struck out, words that came are bold."""
    parts = []
    for kind, i1, i2, j1, j2 in SequenceMatcher(
        None, before, after, autojunk=False
    ).get_opcodes():
        if kind == "equal":
            parts.append(escape(" ".join(before[i1:i2])))
        else:
            parts += [_strike(" ".join(before[i1:i2])), _stress(" ".join(after[j1:j2]))]
    return " ".join(part for part in parts if part)


def _strike(words: str) -> str:
    return f":red[~~{escape(words)}~~]" if words else ""


def _stress(words: str) -> str:
    return f":green[**{escape(words)}**]" if words else ""
