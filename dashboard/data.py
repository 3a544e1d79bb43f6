"""The release a session shows, and answers from it, cached by release."""

from collections.abc import Callable
from typing import Any

import polars as pl
import streamlit as st

from warehouse.reading import ReleaseFile, open_release
from warehouse.releases import NoReleaseError, Release, ServedRelease, find_served
from warehouse.settings import load_settings

ANSWERS_KEPT = 512
FILES_KEPT = 4

_PINNED = "_served_release"


def pin_release() -> ServedRelease | None:
    """Choose the release for this run and for the fragment runs after it.

    Returns:
        None while there is no sound release.
    """
    try:
        pinned = find_served(load_settings())
    except NoReleaseError:
        return None
    st.session_state[_PINNED] = pinned
    return pinned


def served() -> ServedRelease:
    """The release pinned for this run."""
    pinned: ServedRelease = st.session_state[_PINNED]
    return pinned


def ask(fetch: Callable[..., pl.DataFrame], *arguments: Any) -> pl.DataFrame:
    """The answer of `fetch(file, *arguments)` from the pinned release."""
    release = served().release
    name = f"{fetch.__module__}.{fetch.__qualname__}"
    return _ask(release.id, name, arguments, release, fetch)


# Frames are never changed in place, so sessions share them: cache_data would copy.
@st.cache_resource(max_entries=ANSWERS_KEPT, show_spinner=False)
def _ask(
    release_id: str,
    name: str,
    arguments: tuple[Any, ...],
    _release: Release,
    _fetch: Callable[..., pl.DataFrame],
) -> pl.DataFrame:
    return _fetch(_open(release_id, str(_release.path), _release), *arguments)


@st.cache_resource(max_entries=FILES_KEPT, show_spinner=False)
def _open(release_id: str, path: str, _release: Release) -> ReleaseFile:
    return open_release(_release, load_settings())
