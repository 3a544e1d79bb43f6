"""The two releases that are compared: the one shown and the one chosen."""

import streamlit as st

from dashboard.data import find_audience, list_shown, served
from dashboard.filters import choose_one
from dashboard.wording import format_moment, markdown
from warehouse.comparison import Comparison, compare
from warehouse.reading import GoneReleaseError
from warehouse.releases import Audience, Release
from warehouse.settings import load_settings

COMPARISONS_KEPT = 8
CHOICE_WIDTH = 480


def list_others() -> dict[str, Release]:
    """Earlier releases of the programme and edition of the one shown, newest first.

    Figures of another edition, made up among them, have no place on a page of this one.
    """
    shown = served().release
    return {
        release.id: release
        for release in list_shown()
        if release.info.created_at < shown.info.created_at
        and release.info.programme == shown.info.programme
        and release.info.edition == shown.info.edition
    }


def find_before() -> Release | None:
    """The release that the one shown is usually compared with."""
    others = list_others()
    return others.get(find_usual(others))


def find_usual(others: dict[str, Release]) -> str:
    """Id of the predecessor if it is kept, else of the newest."""
    predecessor = served().release.info.predecessor.release
    return predecessor if predecessor in others else next(iter(others), "")


def choose_before() -> Release | None:
    """Draw the choice of the earlier release; None where there is no other one."""
    others = list_others()
    if not others:
        return None
    usual = find_usual(others)
    labels = {
        name: format_moment(release.info.created_at) for name, release in others.items()
    }
    with st.container(width=CHOICE_WIDTH):
        chosen = choose_one(
            "compare",
            labels,
            label=markdown("compare.with"),
            default=usual,
        )
    return others[chosen]


def compare_with(before: Release) -> Comparison:
    """The release shown beside an earlier one.

    Where one has been removed meanwhile, the page begins again with the others.
    """
    after = served().release
    try:
        return _compare(before.id, after.id, find_audience(), before, after)
    except GoneReleaseError:
        st.rerun()


@st.cache_resource(max_entries=COMPARISONS_KEPT, show_spinner=False)
def _compare(
    before_id: str,
    after_id: str,
    audience: Audience,
    _before: Release,
    _after: Release,
) -> Comparison:
    return compare(_before, _after, load_settings(), audience)
