"""The parcel that a session has in hand: named in its address, gone with the last one.

The address keeps it through a reload; the session keeps it on the way to other pages.
"""

from collections import Counter
from collections.abc import Sequence
from threading import Lock, Timer

import streamlit as st
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.typing import UploadedFile

from warehouse.parcel_runs import discard, sweep
from warehouse.parcels import Parcel, find_parcel, receive
from warehouse.settings import load_settings

_PARAMETER = "parcel"
_KEPT = "_parcel"

GRACE_SECONDS = 120.0
"""A page that is reloaded, or a connection that breaks, is back before that."""

_holders: Counter[str] = Counter()
_counting = Lock()


def find_current() -> Parcel | None:
    """The parcel of this session, if it has one."""
    settings = load_settings()
    for parcel_id in (st.query_params.get(_PARAMETER), st.session_state.get(_KEPT)):
        if parcel_id and (parcel := find_parcel(parcel_id, settings)):
            _keep(parcel)
            return parcel
    return None


def take(files: Sequence[UploadedFile]) -> Parcel:
    """Copy what the browser sent into a parcel of its own, and free the memory.

    Raises:
        OSError: the disk refuses.
    """
    settings = load_settings()
    sweep(settings)
    put_away()
    parcel = receive(((file.name, file) for file in files), settings)
    forget(files)
    _keep(parcel)
    return parcel


def put_away() -> None:
    """Let go of the parcel; its copies are removed unless another session has it."""
    parcel = find_current()
    if parcel:
        _hold.clear()
        _discard_unheld(parcel)
    st.session_state.pop(_KEPT, None)
    st.query_params.pop(_PARAMETER, None)


def forget(files: Sequence[UploadedFile]) -> None:
    """Take files out of the server's memory, where Streamlit keeps them otherwise."""
    run = get_script_run_ctx()
    if run and isinstance(run.uploaded_file_mgr, MemoryUploadedFileManager):
        for file in files:
            run.uploaded_file_mgr.remove_file(run.session_id, file.file_id)


def _keep(parcel: Parcel) -> None:
    st.session_state[_KEPT] = parcel.parcel_id
    if st.query_params.get(_PARAMETER) != parcel.parcel_id:
        st.query_params[_PARAMETER] = parcel.parcel_id
    _hold(parcel.parcel_id, parcel)


def _let_go(parcel: Parcel) -> None:
    """Called when the session has another parcel, or has come to its end."""
    with _counting:
        _holders[parcel.parcel_id] -= 1
    timer = Timer(GRACE_SECONDS, _discard_unheld, [parcel])
    timer.daemon = True
    timer.start()


def _discard_unheld(parcel: Parcel) -> None:
    with _counting:
        is_held = _holders[parcel.parcel_id] > 0
        if not is_held:
            del _holders[parcel.parcel_id]
    if not is_held:
        discard(parcel)


@st.cache_resource(
    scope="session", max_entries=1, show_spinner=False, on_release=_let_go
)
def _hold(parcel_id: str, _parcel: Parcel) -> Parcel:
    with _counting:
        _holders[parcel_id] += 1
    return _parcel
