"""The release a session shows, and answers from it, cached by release."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import polars as pl
import streamlit as st

from dashboard.settings import load_dashboard_settings
from warehouse.drafts import find_draft
from warehouse.reading import GoneReleaseError, ReleaseFile, open_release
from warehouse.releases import (
    Audience,
    DamagedReleaseError,
    NoReleaseError,
    Release,
    ServedRelease,
    UnknownReleaseError,
    WithdrawnReleaseError,
    find_servable,
    find_served,
    is_servable,
    list_releases,
)
from warehouse.settings import load_settings
from warehouse.withdrawals import Withdrawal

ANSWERS_KEPT = 512
FILES_KEPT = 4
NAME_LENGTH = 60

Refusal = Literal["unknown", "damaged", "withdrawn", "not_public"]

_SHOWN = "_shown_release"


@dataclass(frozen=True)
class Shown:
    """What a run shows, and what its address asked for.

    Attributes:
        served: the release that is read; the current one where another is refused.
        current: the release of an address that asks for none.
        asked: the id in the address, empty without one.
        refusal: why the release asked for is not shown; no page runs then.
        withdrawal: the tombstone of a release that was withdrawn.
    """

    served: ServedRelease
    current: ServedRelease
    asked: str = ""
    refusal: Refusal | None = None
    withdrawal: Withdrawal | None = None

    @property
    def name(self) -> str:
        """The id to speak of: the one asked for, however long, else the one shown."""
        cut = "…" if len(self.asked) > NAME_LENGTH else ""
        return self.asked[:NAME_LENGTH] + cut or self.served.release.id

    @property
    def is_current(self) -> bool:
        """Whether an address without a release would show the same."""
        return self.served.release.id == self.current.release.id


def pin_release(asked: str = "") -> Shown | None:
    """Choose the release for this run and for the fragment runs after it.

    Args:
        asked: the id that the address asks for; empty for the current release.

    Returns:
        None while there is no sound release.
    """
    current = find_current()
    if current is None:
        return None
    found = _find(asked, current)
    st.session_state[_SHOWN] = found
    return found


def find_audience() -> Audience:
    """Whose file of a release the pages read."""
    return load_dashboard_settings().audience


def list_shown() -> list[Release]:
    """The releases that this audience may see, newest first."""
    audience = find_audience()
    releases = list_releases(load_settings())
    return [x for x in releases if x.is_for(audience) and is_servable(x, audience)]


def find_current() -> ServedRelease | None:
    """What an address without a release shows; at an analyst's desk the draft."""
    settings = load_settings()
    if load_dashboard_settings().shows_draft and (draft := find_draft(settings)):
        return ServedRelease(draft)
    try:
        return find_served(settings, find_audience())
    except NoReleaseError:
        return None


def shown() -> Shown:
    """What this run shows."""
    found: Shown = st.session_state[_SHOWN]
    return found


def served() -> ServedRelease:
    """The release pinned for this run."""
    return shown().served


def ask(fetch: Callable[..., pl.DataFrame], *arguments: Any) -> pl.DataFrame:
    """The answer of `fetch(file, *arguments)` from the pinned release.

    Where that has been removed meanwhile, the page begins again with one that is there.
    """
    release = served().release
    name = f"{fetch.__module__}.{fetch.__qualname__}"
    keep = _ask_current if shown().is_current else _ask_old
    try:
        return keep(release.id, find_audience(), name, arguments, release, fetch)
    except GoneReleaseError:
        st.rerun()


def _find(asked: str, current: ServedRelease) -> Shown:
    if not asked:
        return Shown(current, current)
    try:
        release = find_servable(asked, load_settings(), find_audience())
    except WithdrawnReleaseError as error:
        return Shown(current, current, asked, "withdrawn", error.withdrawal)
    except UnknownReleaseError:
        return Shown(current, current, asked, "unknown")
    except DamagedReleaseError:
        return Shown(current, current, asked, "damaged")
    if not release.is_for(find_audience()):
        return Shown(current, current, asked, "not_public")
    return Shown(ServedRelease(release), current, asked)


# Old releases have caches of their own: whoever looks through them slows nobody down.
# Frames are never changed in place, so sessions share them: cache_data would copy.
@st.cache_resource(max_entries=ANSWERS_KEPT, show_spinner=False)
def _ask_current(
    release_id: str,
    audience: Audience,
    name: str,
    arguments: tuple[Any, ...],
    _release: Release,
    _fetch: Callable[..., pl.DataFrame],
) -> pl.DataFrame:
    return _fetch(
        _open_current(_release.find_file(audience), audience, _release), *arguments
    )


@st.cache_resource(max_entries=ANSWERS_KEPT, show_spinner=False)
def _ask_old(
    release_id: str,
    audience: Audience,
    name: str,
    arguments: tuple[Any, ...],
    _release: Release,
    _fetch: Callable[..., pl.DataFrame],
) -> pl.DataFrame:
    return _fetch(
        _open_old(_release.find_file(audience), audience, _release), *arguments
    )


@st.cache_resource(max_entries=FILES_KEPT, show_spinner=False)
def _open_current(path: Path, audience: Audience, _release: Release) -> ReleaseFile:
    return open_release(_release, load_settings(), audience)


@st.cache_resource(max_entries=FILES_KEPT, show_spinner=False)
def _open_old(path: Path, audience: Audience, _release: Release) -> ReleaseFile:
    return open_release(_release, load_settings(), audience)
