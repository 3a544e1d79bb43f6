"""Which results are on track, and why one is not."""

from collections.abc import Sequence

import streamlit as st

from dashboard.fragments import fragment
from dashboard.indicator_words import name_indicator
from dashboard.indicators.cells import say_against, say_met
from dashboard.indicators.choices import ANSWER, name_result, read_chosen
from dashboard.indicators.framework import (
    Period,
    Place,
    Row,
    find_life,
    has_targets,
    index_counts,
    index_deviations,
    index_totals,
    list_places,
    list_results,
)
from dashboard.indicators.narratives import show_narratives
from dashboard.indicators.opening import offer_indicator
from dashboard.indicators.statuses import TROUBLED, status_badge
from dashboard.members import name_members
from dashboard.period_names import name_period
from dashboard.states import provenance_mark, state_markdown, weakest_provenance
from dashboard.wording import escape, format_period, markdown, plural

REASON_WIDTH = 360


@fragment(key=ANSWER)
def show_answer(scope: str) -> None:
    """Show each result with its indicators counted by status, and the reasons."""
    judged = read_chosen(scope).judged
    totals = index_totals(scope, judged)
    st.header(_describe_period(judged), anchor=False)
    mark = provenance_mark(weakest_provenance(r["provenance"] for r in totals.values()))
    if mark:
        st.caption(escape(mark))
    if not has_targets(scope):
        st.markdown(markdown("results.no_targets"))
    for result in list_results(scope):
        _show_result(result, scope, judged, totals)


def _describe_period(period: Period) -> str:
    return markdown("results.title", period=format_period(period.grain, period.day))


def _show_result(
    result: Row, scope: str, period: Period, totals: dict[str, Row]
) -> None:
    result_id = result["result_id"]
    own = [p for p in list_places(scope) if p.result["result_id"] == result_id]
    with st.container(border=True, gap="xsmall", key=f"result_{result_id}"):
        name, counts = st.columns([3, 2])
        level = name_members("result_level").get(result["level"], "")
        words = escape(name_result(result))
        name.markdown(f":gray[{escape(level)}]  \n**{words}**")
        with counts:
            st.markdown(_count_statuses(result_id, scope, period))
        if has_targets(scope):
            _show_reasons(own, scope, period, totals)
        else:
            _show_known(own, scope, period)


def _count_statuses(result_id: str, scope: str, period: Period) -> str:
    """How many indicators have which status, in words; no score is made of them."""
    counts = index_counts(scope, period).get(result_id)
    if counts is None:
        return f":gray[{markdown('results.no_indicators')}]"
    total = escape(plural("results.indicators", sum(counts.values())))
    if not has_targets(scope):
        return total
    badges = (status_badge(status, count) for status, count in counts.items())
    return " ".join([f"{total}:", *badges])


def _show_known(own: Sequence[Place], scope: str, period: Period) -> None:
    """Without targets: what is known of the period, and of all the time so far."""
    lines = [_list_known(own, scope, shown) for shown in (period, find_life(scope))]
    for line in filter(None, lines):
        st.markdown(escape(line))
    if own and not any(lines):
        totals = index_totals(scope, period)
        states = (totals[p.metric]["actual_state"] for p in own if p.metric in totals)
        st.markdown(" ".join(map(state_markdown, dict.fromkeys(states))))


def _list_known(own: Sequence[Place], scope: str, period: Period | None) -> str:
    """Figures of a period in one line; nothing where none is known."""
    if period is None:
        return ""
    totals = index_totals(scope, period)
    known = [place for place in own if _is_known(totals.get(place.metric))]
    words = "; ".join(_say_known(place, totals[place.metric]) for place in known)
    return f"{name_period(period.grain, period.day)}: {words}" if known else ""


def _say_known(place: Place, row: Row) -> str:
    return f"{name_indicator(place.indicator)}: {say_against(row, place.indicator)}"


def _is_known(row: Row | None) -> bool:
    return row is not None and row["actual"] is not None


def _show_reasons(
    own: Sequence[Place], scope: str, period: Period, totals: dict[str, Row]
) -> None:
    asked = [p for p in own if _asks_why(totals.get(p.metric))]
    if not asked:
        return
    narratives = index_deviations(scope)
    with st.grid(min_column_width=REASON_WIDTH):
        for place in sorted(asked, key=lambda p: _rank(totals[p.metric])):
            _show_reason(
                place, totals[place.metric], narratives.get((place.metric, period), [])
            )


def _asks_why(row: Row | None) -> bool:
    return row is not None and bool(row["asks_narrative"])


def _rank(row: Row) -> int:
    status = row["status"]
    return TROUBLED.index(status) if status in TROUBLED else len(TROUBLED)


def _show_reason(place: Place, row: Row, narratives: Sequence[Row]) -> None:
    with st.container(
        border=True, height="stretch", gap="xsmall", key=f"reason_{place.metric}"
    ):
        label = f"**{escape(name_indicator(place.indicator))}**"
        offer_indicator(place.metric, label)
        said = ", ".join((say_against(row, place.indicator), say_met(row)))
        st.markdown(f"{status_badge(row['status'])} {escape(said)}")
        show_narratives(narratives)
