"""The two releases that are compared: the one shown and the one chosen."""

import streamlit as st

from dashboard.data import served
from dashboard.filters import choose_one, read
from dashboard.wording import format_moment, markdown
from warehouse.comparison import Comparison, compare
from warehouse.releases import Release, is_servable, list_releases
from warehouse.settings import load_settings

COMPARISONS_KEPT = 8
CHOICE_WIDTH = 480


def list_others() -> dict[str, Release]:
    """Releases of the programme and edition of the one shown, newest first.

    Figures of another edition, made up among them, have no place on a page of this one.
    """
    shown = served().release
    return {
        release.id: release
        for release in list_releases(load_settings())
        if release.id != shown.id
        and release.info.programme == shown.info.programme
        and release.info.edition == shown.info.edition
        and is_servable(release)
    }


def find_before() -> Release | None:
    """The release asked for, else the one that the release shown followed."""
    others = list_others()
    return others.get(read("compare", others, find_usual(others)))


def find_usual(others: dict[str, Release]) -> str:
    """Id of the predecessor if it is kept, else of the newest older one, else any."""
    shown = served().release.info
    older = (r.id for r in others.values() if r.info.created_at < shown.created_at)
    wanted = (shown.predecessor.release, *older, *others)
    return next((name for name in wanted if name in others), "")


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
    """The release shown beside an earlier one."""
    after = served().release
    return _compare(before.id, after.id, before, after)


@st.cache_resource(max_entries=COMPARISONS_KEPT, show_spinner=False)
def _compare(
    before_id: str, after_id: str, _before: Release, _after: Release
) -> Comparison:
    return compare(_before, _after, load_settings())
