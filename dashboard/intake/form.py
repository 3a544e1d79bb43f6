"""Handing files over: what they are, and how they are to be read."""

from datetime import datetime

import streamlit as st

from dashboard.intake.orders import order_check
from dashboard.intake.session import find_current, take
from dashboard.intake.words import name_register
from dashboard.roles import Role, least
from dashboard.wording import escape, format_date, markdown
from warehouse.intake.files import ENDINGS
from warehouse.intake.ledger import Load
from warehouse.parcels import Parcel
from warehouse.registers import DATASETS

MOST_MEGABYTES = 200
_MAPPING_MEGABYTES = 1
_ROUND = "_intake_round"
_PROBLEM = "_intake_problem"
_MAPPING, _REGISTER, _REPLACES = "intake_mapping", "intake_register", "intake_replaces"


def show_form(loads: list[Load], *, is_busy: bool) -> None:
    """Show where files are dropped; `loads` are those that may be replaced."""
    with st.form("intake", height="stretch"):
        st.subheader(markdown("intake.files_title"), anchor=False)
        st.file_uploader(
            markdown("intake.files"),
            type=[ending.removeprefix(".") for ending in ENDINGS],
            accept_multiple_files=True,
            max_upload_size=MOST_MEGABYTES,
            key=_name_uploader(),
        )
        with st.expander(markdown("intake.options"), icon=":material/tune:"):
            _show_options(loads)
        st.form_submit_button(
            markdown("intake.check"),
            icon=":material/fact_check:",
            on_click=_submit,
            disabled=is_busy,
            key="intake_check",
        )
        if problem := st.session_state.pop(_PROBLEM, None):
            st.warning(markdown(f"intake.problem_{problem}"), icon=":material/info:")


def _show_options(loads: list[Load]) -> None:
    st.file_uploader(
        markdown("intake.mapping"),
        type=["yml", "yaml"],
        max_upload_size=_MAPPING_MEGABYTES,
        key=_MAPPING,
    )
    st.caption(markdown("intake.mapping_help"))
    registers = {name: escape(name_register(name)) for name in DATASETS}
    _choose(_REGISTER, registers, "intake.register", "intake.register_any")
    names = {load.load_id: _name_load(load) for load in reversed(loads)}
    _choose(_REPLACES, names, "intake.replaces", "intake.replaces_none")
    st.caption(markdown("intake.replaces_help"))


def _choose(key: str, names: dict[str, str], label_key: str, none_key: str) -> None:
    """A choice that may be left open; nothing chosen is an empty text."""
    words = {"": markdown(none_key), **names}
    st.selectbox(
        markdown(label_key), list(words), format_func=words.__getitem__, key=key
    )


def _name_load(load: Load) -> str:
    day = format_date(datetime.fromisoformat(load.loaded_at).date())
    return escape(" · ".join((load.file, name_register(load.dataset), day)))


def _name_uploader() -> str:
    """A new one after each parcel, for an uploader cannot be emptied."""
    return f"intake_files_{st.session_state.get(_ROUND, 0)}"


@least(Role.ANALYST)
def _submit() -> None:
    parcel = _find_parcel()
    if parcel is None:
        return
    parcel.put_mapping(st.session_state[_MAPPING])
    order_check(
        parcel,
        dataset=st.session_state[_REGISTER] or None,
        replaces=st.session_state[_REPLACES] or None,
    )


def _find_parcel() -> Parcel | None:
    """The files that were dropped now, else those that are there already."""
    files = st.session_state[_name_uploader()]
    if files:
        st.session_state[_ROUND] = st.session_state.get(_ROUND, 0) + 1
        try:
            return take(files)
        except OSError:
            st.session_state[_PROBLEM] = "no_room"
            return None
    parcel = find_current()
    if parcel is None or not parcel.files:
        st.session_state[_PROBLEM] = "no_files"
        return None
    return parcel
